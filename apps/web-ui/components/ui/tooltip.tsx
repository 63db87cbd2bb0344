'use client';
import { Tooltip as TooltipPrimitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/utils';
import { Kbd } from './kbd';

export const TooltipProvider = TooltipPrimitive.Provider;

interface TooltipProps {
  /** The one element that the tip describes. */
  children: ReactNode;
  label: ReactNode;
  /** Shortcut as the registry writes it, such as `mod+k`. */
  shortcut?: string | undefined;
  side?: ComponentProps<typeof TooltipPrimitive.Content>['side'];
  className?: string;
}

export function Tooltip({ children, label, shortcut, side = 'bottom', className }: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          data-slot="tooltip"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            'z-60 flex max-w-80 items-center gap-2 rounded-sm border bg-popover px-2 py-1 text-xs text-popover-foreground shadow-(--shadow-pop) duration-120 data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0',
            className,
          )}
        >
          {label}
          {shortcut ? <Kbd keys={shortcut} /> : null}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}
