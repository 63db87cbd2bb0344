import type { ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import { KeyRoundIcon } from 'lucide-react';
import Link from 'next/link';

/** Secrets that a call would miss, each with the way to add or grant it. */
export function SecretHints({ problems }: { problems: readonly ToolProblem[] }) {
  const missing = problems.filter(({ secret }) => secret !== undefined);
  if (missing.length === 0) return null;
  return (
    <ul aria-label="Secrets it lacks" className="flex flex-col gap-1.5">
      {missing.map(({ secret, message, hint }) => (
        <li
          key={secret}
          className="flex items-start gap-2 rounded-md border border-warn/40 bg-warn/8 px-3 py-2 text-sm"
        >
          <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0">
            {message} <span className="text-muted-foreground">{hint}</span>{' '}
            <Link
              href={message.startsWith('There is no') ? `/vault?add=${secret ?? ''}` : '/vault'}
              className="text-primary-text underline underline-offset-4"
            >
              Open the vault
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
