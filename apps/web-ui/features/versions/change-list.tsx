import { cn } from '@/lib/utils';
import type { FlowChange } from './compare-flows';

const SIGN: Record<FlowChange['type'], { sign: string; color: string }> = {
  added: { sign: '+', color: 'text-ok' },
  removed: { sign: '−', color: 'text-destructive' },
  changed: { sign: '~', color: 'text-warn' },
};

/** What was added, removed and changed, a line each. */
export function ChangeList({ label, changes }: { label: string; changes: readonly FlowChange[] }) {
  return (
    <ul
      aria-label={label}
      className="max-h-48 overflow-y-auto rounded-sm border bg-card p-2 font-mono text-2xs"
    >
      {changes.map(({ type, text }) => (
        <li key={`${type}-${text}`} className="flex gap-2">
          <span aria-label={type} className={cn('w-2', SIGN[type].color)}>
            {SIGN[type].sign}
          </span>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  );
}
