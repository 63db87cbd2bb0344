import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { ComponentProps } from 'react';
import { Icon } from '@/components/ui/icon';
import { cn } from '@/lib/utils';
import { groupColor } from './group-color';

/** The icon of a kind on a tile in the hue of its group. */
export function NodeTile({
  descriptor,
  className,
  ...props
}: ComponentProps<'span'> & { descriptor: Pick<NodeDescriptor, 'group' | 'icon'> | undefined }) {
  const color = groupColor(descriptor?.group);
  return (
    <span
      className={cn('flex size-6 shrink-0 items-center justify-center rounded-sm', className)}
      style={{ color, background: `color-mix(in oklch, ${color} 16%, transparent)` }}
      {...props}
    >
      <Icon name={descriptor?.icon ?? 'circle-help'} className="size-3.5" />
    </span>
  );
}
