'use client';
import { PencilIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Textarea } from '@/components/ui/textarea';
import { Tooltip } from '@/components/ui/tooltip';
import type { VisibleMessage } from './message-tree';
import { SiblingSwitch } from './sibling-switch';

interface UserMessageProps {
  item: VisibleMessage;
  onChoose: (parentId: string | undefined, messageId: string) => void;
  onEdit: (text: string) => void;
  canEdit: boolean;
}

/** A question: a quiet bubble at the right, with copy and edit. */
export function UserMessage({ item, onChoose, onEdit, canEdit }: UserMessageProps) {
  const [isEditing, setEditing] = useState(false);
  const { text } = item.message;
  if (isEditing) {
    return (
      <EditForm
        text={text}
        onCancel={() => setEditing(false)}
        onSave={(edited) => {
          setEditing(false);
          onEdit(edited);
        }}
      />
    );
  }
  return (
    <div className="group flex flex-col items-end gap-1">
      <div
        data-slot="question"
        className="max-w-[85%] rounded-lg bg-muted px-3.5 py-2 text-md leading-[1.6] break-words whitespace-pre-wrap"
      >
        {text}
      </div>
      <div className="-mb-4 flex h-6 items-center opacity-0 transition-opacity duration-120 group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-label=Versions]]:opacity-100 pointer-coarse:opacity-100">
        <SiblingSwitch item={item} onChoose={onChoose} />
        <CopyButton text={text} label="Copy the question" />
        <Tooltip label="Edit and ask again; the old question stays beside it">
          <Button
            variant="quiet"
            size="icon-sm"
            className="size-6"
            aria-label="Edit the question"
            disabled={!canEdit}
            onClick={() => setEditing(true)}
          >
            <PencilIcon className="size-3.5" aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </div>
  );
}

interface EditFormProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

function EditForm({ text, onSave, onCancel }: EditFormProps) {
  const [value, setValue] = useState(text);
  const canSave = value.trim() !== '' && value.trim() !== text;
  return (
    <form
      className="ml-auto flex w-[85%] flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(value.trim());
      }}
    >
      <Textarea
        autoFocus
        aria-label="Question"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (canSave) onSave(value.trim());
        }}
        className="text-md"
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={!canSave}>
          Ask again
        </Button>
      </div>
    </form>
  );
}
