'use client';
import { useStore } from 'zustand';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { actionRegistry, allActions } from '@/lib/actions/action-registry';
import { overlaysStore } from './overlays-store';

export function ShortcutsDialog() {
  const isOpen = useStore(overlaysStore, (state) => state.areShortcutsOpen);
  const scopes = useStore(actionRegistry, (state) => state.scopes);
  const withShortcut = allActions({ scopes }).filter(({ shortcuts }) => shortcuts && shortcuts.length > 0);
  const groups = [...new Set(withShortcut.map(({ group }) => group))];
  return (
    <Dialog open={isOpen} onOpenChange={(open) => overlaysStore.setState({ areShortcutsOpen: open })}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>What works on this page. Every action is in the palette too.</DialogDescription>
        </DialogHeader>
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group}>
              <h3 className="section-label mb-1">{group}</h3>
              <ul>
                {withShortcut
                  .filter((action) => action.group === group)
                  .map((action) => (
                    <li
                      key={action.id}
                      className="flex h-8 items-center justify-between gap-4 border-b last:border-b-0"
                    >
                      {action.label}
                      <span className="flex gap-2">
                        {action.shortcuts?.map((shortcut) => (
                          <Kbd key={shortcut} keys={shortcut} />
                        ))}
                      </span>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
