'use client';
import { shortcutKeys } from '@/lib/actions/shortcut';
import { cn } from '@/lib/utils';

/** A shortcut as key caps. `keys` is written as in the action registry: `mod+shift+z`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span data-slot="kbd" className={cn('inline-flex items-center gap-0.5', className)}>
      {shortcutKeys(keys).map((key) => (
        <kbd
          key={key}
          className="flex h-4.5 min-w-4.5 items-center justify-center rounded-xs border bg-muted px-1 font-sans text-2xs text-muted-foreground"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
