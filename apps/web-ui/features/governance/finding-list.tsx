import type { Finding } from '@codexos/protocol/proposal-review';
import { CircleAlertIcon, InfoIcon, TriangleAlertIcon } from 'lucide-react';
import { SEVERITIES } from './review-words';

const LOOKS = {
  objection: { Icon: CircleAlertIcon, className: 'text-destructive' },
  concern: { Icon: TriangleAlertIcon, className: 'text-warn' },
  note: { Icon: InfoIcon, className: 'text-muted-foreground' },
} as const;

/** What a review found, the gravest first. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <p className="text-sm">Nothing stands out against the rules.</p>;
  return (
    <ul className="flex flex-col gap-3" aria-label="Findings">
      {findings.map(({ severity, text, action }, index) => {
        const { Icon, className } = LOOKS[severity];
        return (
          <li key={`${index}-${text}`} className="flex gap-2.5 text-sm">
            <Icon className={`mt-0.5 size-4 shrink-0 ${className}`} aria-hidden />
            <span className="min-w-0 break-words">
              <span className="font-medium">
                {SEVERITIES[severity]}
                {action === undefined ? '' : `, action ${action}`}:
              </span>{' '}
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
