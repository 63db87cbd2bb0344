import type { ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import type { ToolDocument } from '@codexos/protocol/tool';
import { toolHostOf } from '@codexos/protocol/tool-url';
import { KeyRoundIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { wantedSecretLink } from '@/features/vault/wanted-secret';

interface SecretHintsProps {
  document: ToolDocument | undefined;
  problems: readonly ToolProblem[];
}

/** Secrets that a call would miss, each with the way to add or grant it. */
export function SecretHints({ document, problems }: SecretHintsProps) {
  const back = usePathname();
  const missing = problems.filter(({ secret }) => secret !== undefined);
  if (missing.length === 0) return null;
  const host = document && toolHostOf(document.request.url);
  const grants = { tools: document ? [document.name] : [], hosts: host ? [host] : [] };
  return (
    <ul aria-label="Secrets it lacks" className="flex flex-col gap-1.5">
      {missing.map(({ secret = '', message, hint, isInVault }) => (
        <li
          key={secret}
          className="flex items-start gap-2 rounded-md border border-warn/40 bg-warn/8 px-3 py-2 text-sm"
        >
          <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0">
            {message} <span className="text-muted-foreground">{hint}</span>{' '}
            <Link
              href={isInVault === true ? '/vault' : wantedSecretLink({ name: secret, grants, back })}
              className="text-primary-text underline underline-offset-4"
            >
              {isInVault === true ? 'Open the vault' : 'Add it to the vault'}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
