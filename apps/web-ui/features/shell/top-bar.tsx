'use client';
import { ChevronLeftIcon, PanelLeftIcon, SearchIcon } from 'lucide-react';
import Link from 'next/link';
import { Fragment, useState, type MouseEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { cn } from '@/lib/utils';
import { InlineRename } from './inline-rename';
import { openPalette } from './overlays-store';
import { ThemeToggle } from './theme-toggle';

export interface Crumb {
  label: string;
  href?: string | undefined;
  /** Lets the name be changed in place. */
  onRename?: ((name: string) => void) | undefined;
}

interface TopBarProps {
  breadcrumb: readonly Crumb[];
  status: ReactNode;
  actions: ReactNode;
  primary: ReactNode;
  sheet: ReactNode;
  sheetLabel: string;
}

export function TopBar({ breadcrumb, status, actions, primary, sheet, sheetLabel }: TopBarProps) {
  return (
    <header className="grid h-11 shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 border-b bg-sidebar px-3 max-[899px]:grid-cols-[minmax(0,1fr)_auto_auto]">
      <div className="flex min-w-0 items-center gap-2">
        {sheet ? <TreeSheet label={sheetLabel}>{sheet}</TreeSheet> : null}
        <Breadcrumb crumbs={breadcrumb} />
        {status}
      </div>
      <SearchField />
      <div className="flex items-center justify-end gap-1.5">
        <ThemeToggle />
        {actions}
        {primary}
      </div>
    </header>
  );
}

function TreeSheet({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  // What leads to another page has done its work; folders and searches stay open.
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('a[href], [data-closes-sheet]'))
      setOpen(false);
  };
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="quiet" size="icon-sm" aria-label={`Open ${label.toLowerCase()}`}>
          <PanelLeftIcon aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" title={label} onClick={onClick}>
        {children}
      </SheetContent>
    </Sheet>
  );
}

function SearchField() {
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-label="Search or run a command"
      className="flex h-7.5 items-center gap-2 rounded-md border bg-card px-2.5 text-sm text-muted-foreground hover:bg-accent min-[900px]:w-80 max-[899px]:size-7 max-[899px]:justify-center max-[899px]:px-0"
    >
      <SearchIcon className="size-3.5" aria-hidden />
      <span className="flex-1 text-left max-[899px]:hidden">Search or run a command…</span>
      <Kbd keys="mod+k" className="max-[899px]:hidden" />
    </button>
  );
}

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const parent = crumbs.at(-2);
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-sm">
      {parent?.href ? (
        <Button asChild variant="quiet" size="icon-sm" className="-mx-1 shrink-0 min-[600px]:hidden">
          <Link href={parent.href} aria-label={`Back to ${parent.label}`}>
            <ChevronLeftIcon aria-hidden />
          </Link>
        </Button>
      ) : null}
      <span className="font-semibold tracking-tight max-[1099px]:hidden">CodexOS</span>
      {crumbs.map((crumb, index) => {
        const isLast = index === crumbs.length - 1;
        return (
          <Fragment key={`${index}-${crumb.href ?? crumb.label}`}>
            <span
              aria-hidden
              className={cn(
                'text-muted-foreground/60',
                'max-[599px]:hidden',
                index === 0 && 'max-[1099px]:hidden',
              )}
            >
              /
            </span>
            <CrumbName crumb={crumb} isLast={isLast} />
          </Fragment>
        );
      })}
    </nav>
  );
}

function CrumbName({ crumb, isLast }: { crumb: Crumb; isLast: boolean }) {
  if (crumb.onRename) return <InlineRename name={crumb.label} onRename={crumb.onRename} />;
  const classes = isLast
    ? 'truncate font-medium'
    : 'shrink-0 text-muted-foreground hover:text-foreground max-[599px]:hidden';
  if (crumb.href && !isLast) {
    return (
      <Link href={crumb.href} className={classes}>
        {crumb.label}
      </Link>
    );
  }
  return isLast ? <h1 className={classes}>{crumb.label}</h1> : <span className={classes}>{crumb.label}</span>;
}
