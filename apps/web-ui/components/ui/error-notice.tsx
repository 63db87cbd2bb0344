'use client';
import type { WireError } from '@codexos/protocol/wire-error';
import { CircleAlertIcon, TriangleAlertIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toWireError } from '@/lib/api/api-error';
import { cn } from '@/lib/utils';
import { CopyButton } from './copy-button';

interface ErrorNoticeProps {
  /** A WireError, an ApiError or anything thrown. */
  error: WireError | unknown;
  action?: ReactNode;
  /** In place of the title of the error's code, where the place knows better what did not work. */
  title?: string;
  /** Something is missing, but the rest works. */
  isWarning?: boolean;
  className?: string;
}

/** What happened, why, what to do, and the id to copy. */
export function ErrorNotice({ error, action, title: given, isWarning = false, className }: ErrorNoticeProps) {
  const wire = toWireError(error);
  const { message, hint, errorId, code } = wire;
  const title = given ?? wire.title;
  const NoticeIcon = isWarning ? TriangleAlertIcon : CircleAlertIcon;
  return (
    <div
      role={isWarning ? 'status' : 'alert'}
      data-slot="error-notice"
      className={cn(
        'flex gap-2.5 rounded-md border p-3 text-sm',
        isWarning ? 'border-warn/40 bg-warn/8' : 'border-destructive/40 bg-destructive/8',
        className,
      )}
    >
      <NoticeIcon
        className={cn('mt-0.5 size-4 shrink-0', isWarning ? 'text-warn' : 'text-destructive')}
        aria-hidden
      />
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
