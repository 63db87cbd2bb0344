'use client';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Icon } from '@/components/ui/icon';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/utils';
import { areaOf, AREAS, SETTINGS_AREA, type Area } from './areas';
import { Logo } from './logo';

const AccountMenu = dynamic(
  () => import('@/features/people/account-menu').then((module) => module.AccountMenu),
  { ssr: false, loading: () => <span className="mt-1 size-8" /> },
);

export function IconRail() {
  const current = areaOf(usePathname());
  return (
    <div className="flex w-11 shrink-0 flex-col bg-sidebar max-[599px]:hidden">
      <Link href="/" aria-label="CodexOS, home" className="flex h-11 items-center justify-center border-b">
        <Logo />
      </Link>
      <nav aria-label="Areas" className="flex flex-1 flex-col items-center gap-1 border-r py-2">
        {AREAS.map((area) => (
          <RailLink key={area.id} area={area} isCurrent={current?.id === area.id} />
        ))}
        <span className="flex-1" />
        <RailLink area={SETTINGS_AREA} isCurrent={current?.id === SETTINGS_AREA.id} />
        <AccountMenu />
      </nav>
    </div>
  );
}

function RailLink({ area, isCurrent }: { area: Area; isCurrent: boolean }) {
  return (
    <Tooltip label={area.label} side="right">
      <Link
        href={area.href}
        aria-label={area.label}
        aria-current={isCurrent ? 'page' : undefined}
        className={cn(
          'flex size-8 items-center justify-center rounded-md text-muted-foreground transition-colors duration-120 hover:bg-accent hover:text-foreground',
          isCurrent && 'bg-accent text-foreground',
        )}
      >
        <Icon name={area.icon} />
      </Link>
    </Tooltip>
  );
}
