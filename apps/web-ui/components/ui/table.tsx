'use client';
import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { cn } from '@/lib/utils';

/** A table that scrolls sideways where it has to, then by keyboard too. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  const box = useRef<HTMLDivElement>(null);
  const isOverflowing = useIsOverflowing(box);
  const name = props['aria-label'];
  return (
    <div
      ref={box}
      // Positioned, so that what only screen readers see stays within what scrolls.
      className="relative w-full overflow-x-auto"
      {...(isOverflowing ? { tabIndex: 0, role: 'group', 'aria-label': name ?? 'Table' } : {})}
    >
      <table data-slot="table" className={cn('w-full border-collapse text-sm', className)} {...props} />
    </div>
  );
}

function useIsOverflowing(box: { readonly current: HTMLElement | null }): boolean {
  const [isOverflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setOverflowing(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [box]);
  return isOverflowing;
}

export function TableHeader(props: ComponentProps<'thead'>) {
  return <thead data-slot="table-header" {...props} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody data-slot="table-body" {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      data-slot="table-row"
      className={cn('group border-b last:border-b-0 hover:bg-accent/50', className)}
      {...props}
    />
  );
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      data-slot="table-head"
      scope="col"
      className={cn(
        'h-8 border-b px-3 text-left text-xs font-medium whitespace-nowrap text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td data-slot="table-cell" className={cn('h-9 px-3 align-middle', className)} {...props} />;
}
