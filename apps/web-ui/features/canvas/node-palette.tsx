'use client';
import type { NodeDescriptor, NodeGroup } from '@codexos/protocol/catalogue';
import { useState } from 'react';
import { Input } from '@/components/ui/input';
import { GROUP_LABEL } from './group-color';
import { useCanvas } from './model/canvas-context';
import { selectedNodeIds } from './model/canvas-store';
import { CARD_WIDTH } from './model/geometry';
import { PaletteItem } from './palette-item';

const GROUPS: readonly NodeGroup[] = ['io', 'agent', 'model', 'retrieval', 'tool', 'logic'];

/** Every kind of node, by group. */
export function NodePalette() {
  const { kinds, editor, store } = useCanvas();
  const [search, setSearch] = useState('');
  const found = [...kinds.values()].filter((descriptor) => isMatch(descriptor, search));
  const add = (kind: string) => {
    const { nodes } = store.getState();
    const selected = selectedNodeIds({ nodes })[0];
    const anchor = nodes.find(({ id }) => id === selected) ?? nodes.at(-1);
    const place = anchor ? { x: anchor.position.x + CARD_WIDTH + 64, y: anchor.position.y } : { x: 0, y: 0 };
    const id = editor?.add(kind, place);
    // The end of a large flow may lie outside the view.
    if (id !== undefined) store.setState({ revealRequest: { id } });
  };
  return (
    <div className="flex flex-col gap-3 p-2">
      <Input
        type="search"
        aria-label="Find a kind of node"
        placeholder="Find a kind of node…"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-7 text-xs"
      />
      {GROUPS.map((group) => {
        const members = found.filter((descriptor) => descriptor.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group}>
            <h2 className="section-label px-1.5 pb-1">{GROUP_LABEL[group]}</h2>
            {members.map((descriptor) => (
              <PaletteItem key={descriptor.kind} descriptor={descriptor} onAdd={() => add(descriptor.kind)} />
            ))}
          </section>
        );
      })}
      {found.length === 0 ? (
        <p className="px-1.5 text-xs text-muted-foreground">No kind is called that.</p>
      ) : null}
    </div>
  );
}

function isMatch({ label, kind, summary }: NodeDescriptor, search: string): boolean {
  return `${label} ${kind} ${summary}`.toLowerCase().includes(search.trim().toLowerCase());
}
