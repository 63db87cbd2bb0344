'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStore } from 'zustand';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { actionRegistry, allActions, type Action } from '@/lib/actions/action-registry';
import { useFindings } from './use-findings';

/** What the palette holds: actions of the page, then what the workspace holds. */
export function PaletteBody({ onDone }: { onDone: () => void }) {
  const [search, setSearch] = useState('');
  const router = useRouter();
  const actions = useStore(actionRegistry, (state) => state.scopes);
  const groups = groupActions(allActions({ scopes: actions }));
  const findings = useFindings();
  // The palette closes first, so that focus is back before the action moves it.
  const choose = (run: () => void) => {
    onDone();
    setTimeout(run, 0);
  };
  return (
    <Command label="Search or run a command" loop>
      <CommandInput placeholder="Search or run a command…" value={search} onValueChange={setSearch} />
      <CommandList>
        <CommandEmpty>Nothing found. Try another word.</CommandEmpty>
        {groups.map(([group, members]) => (
          <CommandGroup key={group} heading={group}>
            {members.map((action) => (
              <CommandItem
                key={action.id}
                value={`${action.id} ${action.label}`}
                keywords={[...(action.keywords ?? []), group]}
                disabled={action.isDisabled ?? false}
                onSelect={() => choose(action.run)}
              >
                <Icon name={action.icon ?? 'command'} className="text-muted-foreground" />
                {action.label}
                {action.shortcuts?.[0] ? <Kbd keys={action.shortcuts[0]} className="ml-auto" /> : null}
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        {search.trim() === ''
          ? null
          : findings.map(({ heading, items }) => (
              <CommandGroup key={heading} heading={heading}>
                {items.map((item) => (
                  <CommandItem
                    key={item.href}
                    value={`${item.label} ${item.href}`}
                    onSelect={() => choose(() => router.push(item.href))}
                  >
                    <Icon name={item.icon} className="text-muted-foreground" />
                    <span className="truncate">{item.label}</span>
                    <span className="ml-auto shrink-0 text-xs text-muted-foreground">{item.detail}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            ))}
      </CommandList>
    </Command>
  );
}

/** What the page itself offers comes before what every page offers. */
const GROUP_ORDER = ['Run', 'Flow', 'Replay', 'Insert', 'Edit', 'Canvas', 'View'];
const LAST_GROUPS = ['Go to', 'General'];

function groupActions(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    if (!action.isHiddenInPalette) groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups].sort(([left], [right]) => rankOf(left) - rankOf(right));
}

function rankOf(group: string): number {
  const first = GROUP_ORDER.indexOf(group);
  if (first >= 0) return first;
  const last = LAST_GROUPS.indexOf(group);
  return last >= 0 ? 1_000 + last : 100;
}
