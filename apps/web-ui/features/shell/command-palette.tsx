'use client';
import dynamic from 'next/dynamic';
import { Dialog as DialogPrimitive } from 'radix-ui';
import { useStore } from 'zustand';
import { overlayClasses } from '@/components/ui/dialog';
import { usePreload } from '@/lib/use-preload';
import { overlaysStore } from './overlays-store';

const load = () => import('./palette-body').then((module) => module.PaletteBody);
const PaletteBody = dynamic(load, { ssr: false });

/** Search and command in one field: actions of the page, then what the workspace holds. */
export function CommandPalette() {
  const isOpen = useStore(overlaysStore, (state) => state.isPaletteOpen);
  usePreload(load);
  const setOpen = (open: boolean) => overlaysStore.setState({ isPaletteOpen: open });
  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={setOpen}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border bg-popover shadow-(--shadow-pop) outline-hidden duration-120 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <DialogPrimitive.Title className="sr-only">Search or run a command</DialogPrimitive.Title>
          <PaletteBody onDone={() => setOpen(false)} />
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}
