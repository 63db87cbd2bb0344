import type { ReactNode } from 'react';
import { cn } from '@/lib/utils';
import { Icon } from './icon';

interface EmptyStateProps {
  icon: string;
  title: string;
  /** One or two sentences: what this is and what to do next. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn('mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center', className)}
    >
      <span className="mb-1 flex size-10 items-center justify-center rounded-lg border bg-card text-muted-foreground">
        <Icon name={icon} className="size-5" />
      </span>
      <h2 className="text-base font-medium">{title}</h2>
      <p className="text-sm text-muted-foreground">{children}</p>
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
