import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import type { ToolSummary } from '@codexos/protocol/contracts/tools.contract';
import { WebhookIcon } from 'lucide-react';
import Link from 'next/link';
import { EffectBadge } from '@/components/effect-badge';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';

/** A tool of the workspace, with where it calls. */
export function ToolRow({ tool }: { tool: ToolSummary }) {
  const { id, name, label, description, method, host, effect, updatedAt } = tool;
  return (
    <li>
      <Link
        href={`/tools/${id}`}
        className="flex items-center gap-3.5 rounded-md border bg-card px-4 py-3 transition-colors duration-120 hover:border-input hover:bg-accent"
      >
        <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-tool/12 text-kind-tool">
          <WebhookIcon className="size-4" aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-base font-medium">{label}</span>
            <EffectBadge effect={effect} />
          </span>
          <span className="block truncate text-xs text-muted-foreground">{description || name}</span>
        </span>
        <span className="flex min-w-0 shrink-0 items-center gap-5 text-xs text-muted-foreground max-[599px]:hidden">
          <span className="max-w-60 truncate font-mono">
            {method} {host}
          </span>
          <RelativeTime at={updatedAt} className="w-20 text-right" />
        </span>
      </Link>
    </li>
  );
}

/** A tool that ships with the app: it cannot be changed, only used. */
export function BuiltinToolRow({ tool: { label, description, icon, effect } }: { tool: ToolDescriptor }) {
  return (
    <li className="flex items-center gap-3.5 px-4 py-2.5">
      <Icon name={icon} className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2 text-sm font-medium">
          {label} <EffectBadge effect={effect} />
        </span>
        <span className="line-clamp-2 text-xs text-muted-foreground">{description}</span>
      </span>
    </li>
  );
}
