import { MessageSquareTextIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

interface ChooseRepositoryProps {
  children: ReactNode;
  /** Goes back to the question; absent when there is nothing to go back to. */
  onCancel?: (() => void) | undefined;
}

/** The first step: which repository the question is about. */
export function ChooseRepository({ children, onCancel }: ChooseRepositoryProps) {
  return (
    <section
      aria-label="Choose a repository"
      className="flex flex-col gap-4 rounded-xl border bg-card p-5 shadow-(--shadow-node) max-[599px]:p-4"
    >
      <header className="flex items-start gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-primary/12 text-primary-text">
          <MessageSquareTextIcon className="size-4.5" aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="text-md font-semibold tracking-tight">
            {onCancel ? 'Read another repository' : 'Ask a question about a repository'}
          </h2>
          <p className="text-sm text-muted-foreground">
            Choose a folder or a git address. It is read on this machine, and every answer names file and
            line.
          </p>
        </div>
        {onCancel ? (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </header>
      {children}
    </section>
  );
}
