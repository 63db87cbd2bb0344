import type { JsonValue } from '@codexos/protocol/json';
import { Markdown } from '@/components/markdown';

interface SharedValuesProps {
  title: string;
  values: Readonly<Record<string, JsonValue>>;
}

/** Values by name, text as Markdown. */
export function SharedValues({ title, values }: SharedValuesProps) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">{title}</h2>
      {entries.map(([name, value]) => (
        <div key={name} className="rounded-md border bg-card px-3 py-2">
          <p className="pb-1 font-mono text-2xs text-muted-foreground">{name}</p>
          {typeof value === 'string' ? (
            <Markdown text={value} />
          ) : (
            <pre className="overflow-x-auto font-mono text-xs">{JSON.stringify(value, null, 2)}</pre>
          )}
        </div>
      ))}
    </section>
  );
}
