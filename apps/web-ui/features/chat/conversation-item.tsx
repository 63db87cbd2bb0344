'use client';
import {
  deleteConversation,
  updateConversation,
  type Conversation,
} from '@codexos/protocol/contracts/conversations.contract';
import { EllipsisIcon, PencilIcon, Trash2Icon } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Icon } from '@/components/ui/icon';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatExact } from '@/lib/format';
import { cn } from '@/lib/utils';
import { partnerIcon } from './partner';
import { RenameField } from './rename-field';

/** A conversation in the list: opens it; renames and deletes it from its menu. */
export function ConversationItem({
  conversation,
  isCurrent,
}: {
  conversation: Conversation;
  isCurrent: boolean;
}) {
  const [isRenaming, setRenaming] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const rename = useApiMutation(updateConversation);
  const { id, title, partner, partnerName, updatedAt } = conversation;
  if (isRenaming) {
    return (
      <li className="px-0.5 py-px">
        <RenameField
          name={title}
          label="Name of the conversation"
          onDone={(name) => {
            setRenaming(false);
            if (name) rename.mutate({ params: { conversationId: id }, body: { title: name } });
          }}
        />
      </li>
    );
  }
  return (
    <li
      className={cn(
        'group relative flex h-8 items-center rounded-sm text-sm hover:bg-accent',
        isCurrent && 'bg-accent font-medium',
      )}
    >
      <Link
        href={`/chat/${id}`}
        aria-current={isCurrent ? 'page' : undefined}
        title={`${title}\n${partnerName}, ${formatExact(updatedAt)}`}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm px-2 group-focus-within:pr-8 group-hover:pr-8 pointer-coarse:pr-8"
      >
        <Icon name={partnerIcon(partner)} className="size-3.5 text-muted-foreground" />
        <span className="truncate">{title}</span>
      </Link>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for ${title}`}
          className="absolute right-1 flex size-6 shrink-0 items-center justify-center rounded-xs text-muted-foreground opacity-0 group-hover:opacity-100 hover:bg-muted hover:text-foreground focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <EllipsisIcon className="size-4" aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" onCloseAutoFocus={(event) => isRenaming && event.preventDefault()}>
          <DropdownMenuItem onSelect={() => setRenaming(true)}>
            <PencilIcon aria-hidden /> Rename
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setDeleting(true)}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <DeleteDialog
        conversation={conversation}
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        isCurrent={isCurrent}
      />
    </li>
  );
}

interface DeleteDialogProps {
  conversation: Conversation;
  isCurrent: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

function DeleteDialog({ conversation, isCurrent, isOpen, onOpenChange }: DeleteDialogProps) {
  const router = useRouter();
  const remove = useApiMutation(deleteConversation, {
    onSuccess: () => {
      onOpenChange(false);
      if (isCurrent) router.push('/chat');
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Delete “${conversation.title}”`}
      confirmLabel="Delete the conversation"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { conversationId: conversation.id } })}
    >
      Its questions and answers go for good. The runs behind them stay under Runs.
    </ConfirmDialog>
  );
}
