/** Look of every menu, so that drop-down and context menus stay the same. */
export const menuContentClasses =
  'z-50 max-h-(--radix-popper-available-height) min-w-44 overflow-y-auto rounded-md border bg-popover p-1 text-popover-foreground shadow-(--shadow-pop) outline-hidden duration-120 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0';

export const menuItemClasses =
  "relative flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm outline-hidden select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4";
