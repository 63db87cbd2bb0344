'use client';
import { useState, type KeyboardEvent } from 'react';

/** A name that becomes a field when clicked. Enter or leaving keeps, Escape drops. */
export function InlineRename({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <h1 className="min-w-0">
        <button
          type="button"
          title="Rename"
          onClick={() => setDraft(name)}
          className="-mx-1 max-w-[calc(100%+0.5rem)] truncate rounded-xs px-1 font-medium hover:bg-accent"
        >
          {name}
        </button>
      </h1>
    );
  }
  const finish = () => {
    const next = draft.trim();
    setDraft(undefined);
    if (next !== '' && next !== name) onRename(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') setDraft(undefined);
  };
  return (
    <input
      aria-label="Name"
      autoFocus
      maxLength={120}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={finish}
      onKeyDown={onKeyDown}
      className="h-7 w-56 min-w-0 rounded-xs border border-input bg-card px-1 font-medium"
    />
  );
}
