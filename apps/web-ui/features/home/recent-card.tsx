import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';

interface RecentCardProps {
  title: string;
  href: string;
  children: ReactNode;
}

/** A short list of one area with a way to the whole of it. */
export function RecentCard({ title, href, children }: RecentCardProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-md border bg-card">
      <header className="flex h-10 items-center justify-between border-b px-3.5">
        <h2 className="text-sm font-medium">{title}</h2>
        <Link href={href} className="text-xs text-muted-foreground hover:text-foreground hover:underline">
          Show all
        </Link>
      </header>
      <ul className="p-1.5">{children}</ul>
    </section>
  );
}

interface RecentRowProps {
  href: string;
  icon: ReactNode;
  label: string;
  detail?: string | undefined;
  at: number;
}

export function RecentRow({ href, icon, label, detail, at }: RecentRowProps) {
  return (
    <li>
      <Link href={href} className="flex h-8 items-center gap-2.5 rounded-sm px-2 text-sm hover:bg-accent">
        {icon}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {detail ? <span className="shrink-0 text-xs text-muted-foreground tabular">{detail}</span> : null}
        <RelativeTime at={at} className="w-20 shrink-0 text-right text-xs text-muted-foreground tabular" />
      </Link>
    </li>
  );
}
