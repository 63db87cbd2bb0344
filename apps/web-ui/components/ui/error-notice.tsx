'use client';
import type { WireError } from '@codexos/protocol/wire-error';
import { CircleAlertIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toWireError } from '@/lib/api/api-error';
import { cn } from '@/lib/utils';
import { CopyButton } from './copy-button';

interface ErrorNoticeProps {
  /** A WireError, an ApiError or anything thrown. */
  error: WireError | unknown;
  action?: ReactNode;
  className?: string;
}

/** What happened, why, what to do, and the id to copy. */
export function ErrorNotice({ error, action, className }: ErrorNoticeProps) {
  const { title, message, hint, errorId, code } = toWireError(error);
  return (
    <div
      role="alert"
      data-slot="error-notice"
      className={cn(
        'flex gap-2.5 rounded-md border border-destructive/40 bg-destructive/8 p-3 text-sm',
        className,
      )}
    >
      <CircleAlertIcon className="mt-0.5 size-4 shrink-0 text-destructive" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-medium">{title}</p>
        {message && message !== title ? <p className="break-words">{message}</p> : null}
        {hint ? <p className="break-words text-muted-foreground">{hint}</p> : null}
        <div className="flex flex-wrap items-center gap-2 font-mono text-2xs text-muted-foreground">
          <span>{code}</span>
          {errorId ? (
            <span className="inline-flex items-center gap-1">
              id {errorId} <CopyButton text={errorId} label="Copy error id" />
            </span>
          ) : null}
        </div>
        {action ? <div className="mt-1 flex gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
