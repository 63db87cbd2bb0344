'use client';
import { DropdownMenu as MenuPrimitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';
import { Kbd } from './kbd';
import { menuContentClasses, menuItemClasses } from './menu-classes';

export const DropdownMenu = MenuPrimitive.Root;
export const DropdownMenuTrigger = MenuPrimitive.Trigger;

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof MenuPrimitive.Content>) {
  return (
    <MenuPrimitive.Portal>
      <MenuPrimitive.Content
        data-slot="menu-content"
        collisionPadding={8}
        sideOffset={4}
        className={cn(menuContentClasses, className)}
        {...props}
      />
    </MenuPrimitive.Portal>
  );
}

type ItemProps = ComponentProps<typeof MenuPrimitive.Item> & {
  shortcut?: string | undefined;
  variant?: 'default' | 'destructive';
};

export function DropdownMenuItem({
  className,
  shortcut,
  variant = 'default',
  children,
  ...props
}: ItemProps) {
  return (
    <MenuPrimitive.Item
      data-slot="menu-item"
      className={cn(menuItemClasses, variant === 'destructive' && 'text-destructive', className)}
      {...props}
    >
      {children}
      {shortcut ? <Kbd keys={shortcut} className="ml-auto pl-4" /> : null}
    </MenuPrimitive.Item>
  );
}

export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Separator>) {
  return <MenuPrimitive.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...props} />;
}
