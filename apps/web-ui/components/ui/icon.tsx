import type { LucideIcon } from 'lucide-react';
import { BoxIcon } from 'lucide-react';
import { ICONS } from '@/lib/icons';
import { cn } from '@/lib/utils';

/** An icon by its lucide name, as descriptors carry it. Unknown names draw a box. */
export function Icon({ name, className }: { name: string; className?: string }) {
  const Glyph: LucideIcon = ICONS[name] ?? BoxIcon;
  return <Glyph className={cn('size-4 shrink-0', className)} aria-hidden />;
}
