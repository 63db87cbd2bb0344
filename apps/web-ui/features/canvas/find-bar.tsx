'use client';
import { ChevronDownIcon, ChevronUpIcon, XIcon } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { nodeLabel, type CanvasNode } from './model/canvas-node';
import { selectNodes } from './model/canvas-store';

/** Finds nodes by name, kind, id or anything in their settings. */
export function FindBar({ onClose }: { onClose: () => void }) {
  const { store } = useCanvas();
  const nodes = useCanvasState((state) => state.nodes);
  const [search, setSearch] = useState('');
  const [position, setPosition] = useState(0);
  const found =
    search.trim() === '' ? [] : nodes.filter((node) => isMatch(node, search.trim().toLowerCase()));

  const show = (list: readonly CanvasNode[], index: number) => {
    const node = list[((index % list.length) + list.length) % list.length];
    setPosition(index);
    if (!node) return;
    selectNodes(store, [node.id]);
    store.setState({ focusedId: node.id, revealRequest: { id: node.id } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') show(found, position + (event.shiftKey ? -1 : 1));
    if (event.key === 'Escape') onClose();
  };
  const onSearch = (text: string) => {
    setSearch(text);
    show(text.trim() === '' ? [] : nodes.filter((node) => isMatch(node, text.trim().toLowerCase())), 0);
  };
  const shown = found.length === 0 ? 0 : ((position % found.length) + found.length) % found.length;
  return (
    <div
      role="search"
      className="absolute top-3 right-3 z-20 flex h-9 items-center gap-1 rounded-md border bg-card px-1.5 shadow-(--shadow-node)"
    >
      <Input
        autoFocus
        aria-label="Find in flow"
        placeholder="Find in flow…"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-7 w-44 text-xs"
      />
      <span aria-live="polite" className="w-14 text-center text-2xs text-muted-foreground tabular">
        {search.trim() === '' ? '' : found.length === 0 ? 'none' : `${shown + 1} of ${found.length}`}
      </span>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label="Previous"
        disabled={found.length === 0}
        onClick={() => show(found, position - 1)}
      >
        <ChevronUpIcon aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label="Next"
        disabled={found.length === 0}
        onClick={() => show(found, position + 1)}
      >
        <ChevronDownIcon aria-hidden />
      </Button>
      <Button variant="quiet" size="icon-sm" aria-label="Close the search" onClick={onClose}>
        <XIcon aria-hidden />
      </Button>
    </div>
  );
}

function isMatch({ id, data }: CanvasNode, search: string): boolean {
  return `${id} ${nodeLabel(data)} ${data.node.kind} ${JSON.stringify(data.node.config)}`
    .toLowerCase()
    .includes(search);
}
