'use client';
import { ArrowUpIcon, SquareIcon } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { useMarkdownPreload } from '@/components/markdown';
import { Tooltip } from '@/components/ui/tooltip';

export interface ComposerProps {
  value: string;
  onChange: (text: string) => void;
  onSend: () => void;
  /** Stops the run that is answering; shown in place of the send button. */
  onStop?: (() => void) | undefined;
  isSending?: boolean;
  /** Why nothing can be sent, in words. */
  disabledReason?: string | undefined;
  placeholder: string;
  /** Source, partner: at the left below the text. */
  children?: ReactNode;
  autoFocus?: boolean;
  /** The field, for whoever puts words into it. */
  fieldRef?: RefObject<HTMLTextAreaElement | null>;
}

const LIMIT = 20_000;

/** Where a question is written: Enter sends, Shift and Enter break the line, the field grows with the text. */
export function Composer(props: ComposerProps) {
  const { value, onChange, onSend, onStop, isSending, disabledReason, placeholder, children, autoFocus } =
    props;
  // What is sent will be answered.
  useMarkdownPreload();
  const noteId = useId();
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const fieldRef = props.fieldRef ?? ownRef;
  const canSend = value.trim() !== '' && !isSending && !onStop && disabledReason === undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <div
      data-slot="composer"
      className="@container rounded-lg border border-input bg-card shadow-(--shadow-node) transition-[border-color,box-shadow] duration-120 focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/20"
      onClick={(event) => {
        if (event.target === event.currentTarget) fieldRef.current?.focus();
      }}
    >
      <textarea
        ref={fieldRef}
        rows={1}
        value={value}
        autoFocus={autoFocus}
        maxLength={LIMIT}
        aria-label="Message"
        aria-describedby={noteId}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-60 min-h-12 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-md outline-hidden placeholder:text-muted-foreground"
      />
      <div className="flex flex-wrap items-center gap-1.5 px-2 pb-2">
        {children}
        <span id={noteId} className="min-w-0 flex-1 truncate px-1 text-right text-xs text-muted-foreground">
          {disabledReason ?? (
            <span className="@max-sm:sr-only">Enter sends, Shift+Enter breaks the line</span>
          )}
        </span>
        {onStop ? (
          <Tooltip label="Stop the run" side="top">
            <Button size="icon" aria-label="Stop" onClick={onStop}>
              <SquareIcon className="size-3 fill-current" aria-hidden />
            </Button>
          </Tooltip>
        ) : (
          <Button size="icon" variant="primary" aria-label="Send" disabled={!canSend} onClick={onSend}>
            <ArrowUpIcon aria-hidden />
          </Button>
        )}
      </div>
    </div>
  );
}
