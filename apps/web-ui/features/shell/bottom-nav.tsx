'use client';
import { EllipsisIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Icon } from '@/components/ui/icon';
import { cn } from '@/lib/utils';
import { areaOf, AREAS, SETTINGS_AREA } from './areas';

const ENTRY =
  'flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-muted-foreground outline-hidden focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset';

const MAIN = AREAS.filter(({ isOnPhone }) => isOnPhone);
const OTHERS = [...AREAS.filter(({ isOnPhone }) => !isOnPhone), SETTINGS_AREA];

/** Navigation of a phone: the areas that are opened most, and the way to the others. */
export function BottomNav() {
  const current = areaOf(usePathname());
  const other = OTHERS.find(({ id }) => id === current?.id);
  return (
    <nav
      aria-label="Areas"
      className="flex shrink-0 border-t bg-sidebar pb-[env(safe-area-inset-bottom)] min-[600px]:hidden"
    >
      {MAIN.map((area) => (
        <Link
          key={area.id}
          href={area.href}
          aria-current={current?.id === area.id ? 'page' : undefined}
          className={cn(ENTRY, current?.id === area.id && 'text-foreground')}
        >
          <Icon name={area.icon} className="size-4.5" />
          {area.label}
        </Link>
      ))}
      <DropdownMenu>
        <DropdownMenuTrigger className={cn(ENTRY, other && 'text-foreground')}>
          <EllipsisIcon className="size-4.5" aria-hidden />
          More
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" side="top" className="min-w-44">
          {OTHERS.map((area) => (
            <DropdownMenuItem key={area.id} asChild>
              <Link href={area.href} aria-current={other?.id === area.id ? 'page' : undefined}>
                <Icon name={area.icon} /> {area.label}
              </Link>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </nav>
  );
}
