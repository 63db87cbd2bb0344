'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { AssistantMessage } from './assistant-message';
import type { VisibleMessage } from './message-tree';
import { UserMessage } from './user-message';

interface MessageListProps {
  branch: readonly VisibleMessage[];
  sourceId: string | undefined;
  isBusy: boolean;
  /** A question on its way to the server. */
  pendingText: string | undefined;
  onChoose: (parentId: string | undefined, messageId: string) => void;
  onEdit: (messageId: string, text: string) => void;
  onRegenerate: (messageId: string) => void;
  onEnd: () => void;
}

/** Older messages than these come on demand, so that a long conversation opens as fast as a short one. */
const SHOWN = 40;

export function MessageList({ branch, pendingText, ...rest }: MessageListProps) {
  const { sourceId, isBusy, onChoose, onEdit, onRegenerate, onEnd } = rest;
  const [shownCount, setShownCount] = useState(SHOWN);
  const hiddenCount = Math.max(0, branch.length - shownCount);
  return (
    <ol className="flex flex-col gap-7" aria-label="Messages">
      {hiddenCount > 0 ? (
        <li className="flex justify-center">
          <Button size="sm" variant="ghost" onClick={() => setShownCount(shownCount + SHOWN)}>
            Show {Math.min(SHOWN, hiddenCount)} earlier messages
          </Button>
        </li>
      ) : null}
      {branch.slice(hiddenCount).map((item, index, shown) => (
        <li
          key={item.message.id}
          className="min-w-0"
          data-turn={item.message.role === 'user' ? '' : undefined}
        >
          {item.message.role === 'user' ? (
            <UserMessage
              item={item}
              onChoose={onChoose}
              canEdit={!isBusy}
              onEdit={(text) => onEdit(item.message.id, text)}
            />
          ) : (
            <AssistantMessage
              item={item}
              sourceId={sourceId}
              isLast={index === shown.length - 1}
              onChoose={onChoose}
              canRegenerate={!isBusy}
              onRegenerate={() => onRegenerate(item.message.id)}
              onEnd={onEnd}
            />
          )}
        </li>
      ))}
      {pendingText === undefined ? null : (
        <li className="flex justify-end" data-turn="">
          <div className="max-w-[85%] rounded-lg bg-muted px-3.5 py-2 text-md leading-[1.6] break-words whitespace-pre-wrap opacity-70">
            {pendingText}
          </div>
        </li>
      )}
    </ol>
  );
}
