'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Icon } from '@/components/ui/icon';
import { cn } from '@/lib/utils';
import { areaOf, AREAS } from './areas';

/** Navigation of a phone. The other areas are reached through the palette and the home page. */
export function BottomNav() {
  const current = areaOf(usePathname());
  return (
    <nav
      aria-label="Areas"
      className="flex shrink-0 border-t bg-sidebar pb-[env(safe-area-inset-bottom)] min-[600px]:hidden"
    >
      {AREAS.filter(({ isOnPhone }) => isOnPhone).map((area) => (
        <Link
          key={area.id}
          href={area.href}
          aria-current={current?.id === area.id ? 'page' : undefined}
          className={cn(
            'flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-muted-foreground',
            current?.id === area.id && 'text-foreground',
          )}
        >
          <Icon name={area.icon} className="size-4.5" />
          {area.label}
        </Link>
      ))}
    </nav>
  );
}
