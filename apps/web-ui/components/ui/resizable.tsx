'use client';
import { useSyncExternalStore } from 'react';
import { Group, Panel, Separator, type GroupProps, type SeparatorProps } from 'react-resizable-panels';
import { cn } from '@/lib/utils';
import { createPersisted } from '@/lib/persisted';

export const ResizablePanel = Panel;

const layouts = createPersisted<Record<string, Record<string, number>>>('codexos.layouts', {});

/** A group of panels whose layout is kept per person under `name`. Every panel needs a stable `id`. */
export function ResizableGroup({ name, className, ...props }: GroupProps & { name: string }) {
  const saved = useSyncExternalStore(layouts.subscribe, layouts.get, layouts.getInitial)[name];
  return (
    <Group
      data-slot="resizable-group"
      id={name}
      className={cn('min-h-0 min-w-0', className)}
      {...(saved ? { defaultLayout: saved } : {})}
      onLayoutChanged={(layout, meta) => {
        if (meta.isUserInteraction) layouts.set({ ...layouts.get(), [name]: layout });
      }}
      {...props}
    />
  );
}

export function ResizableHandle({ className, ...props }: SeparatorProps) {
  return (
    <Separator
      data-slot="resizable-handle"
      className={cn(
        'relative z-10 bg-border transition-colors duration-120 hover:bg-ring focus-visible:bg-ring focus-visible:outline-hidden data-[separator=active]:bg-ring data-[separator=hover]:bg-ring aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px',
        className,
      )}
      {...props}
    />
  );
}
