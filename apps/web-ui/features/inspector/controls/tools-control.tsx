'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { Icon } from '@/components/ui/icon';
import { useApiQuery } from '@/lib/api/use-api-query';
import type { ControlProps } from '../field-control';

/** Which tools may be called; what changes the world outside is marked. */
export function ToolsControl({ id, field, value, isReadOnly, describedBy, onChange }: ControlProps) {
  const { data } = useApiQuery(getCatalogue, {});
  const shown = value ?? field.defaultValue;
  const chosen = Array.isArray(shown) ? shown.filter((name): name is string => typeof name === 'string') : [];
  const toggle = (name: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, name] : chosen.filter((candidate) => candidate !== name));
  return (
    <div
      id={id}
      role="group"
      aria-label={field.label}
      aria-describedby={describedBy}
      className="rounded-md border"
    >
      {(data?.tools ?? []).map((tool) => (
        <label
          key={tool.name}
          className="flex min-h-8 items-center gap-2.5 border-b px-2.5 py-1 last:border-b-0"
        >
          <Checkbox
            checked={chosen.includes(tool.name)}
            disabled={isReadOnly}
            onCheckedChange={(checked) => toggle(tool.name, checked === true)}
          />
          <Icon name={tool.icon} className="size-3.5 text-muted-foreground" />
          <span className="flex-1 text-sm" title={tool.description}>
            {tool.label}
          </span>
          {tool.effect === 'read' ? null : <Badge variant="warn">{tool.effect}</Badge>}
        </label>
      ))}
    </div>
  );
}
