import type { ListedTool } from '@codexos/protocol/listing';
import { WebhookIcon } from 'lucide-react';
import { EffectBadge } from '@/components/effect-badge';
import { Badge } from '@/components/ui/badge';
import { RequestView } from '@/features/tools/request-view';
import { TYPE_WORDS } from '@/features/tools/type-words';

interface ListedToolCardProps {
  tool: ListedTool;
  /** It comes along with a flow or an agent that uses it. */
  isAlong: boolean;
}

/** A tool of a listing: what it takes and the request that it makes, as text to read. */
export function ListedToolCard({ tool: { document, lineage }, isAlong }: ListedToolCardProps) {
  const { name, label, description, inputs, request, answer, effect } = document;
  const query = request.query.map(({ name: key, value }) => `${key}=${value}`).join('&');
  return (
    <section aria-label={label} className="flex flex-col gap-3 rounded-md border bg-card p-4">
      <header className="flex items-center gap-2.5">
        <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-tool/12 text-kind-tool">
          <WebhookIcon className="size-4" aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-medium">{label}</h3>
          <p className="text-xs text-muted-foreground">{description || name}</p>
        </div>
        <EffectBadge effect={effect} />
      </header>
      {isAlong ? (
        <p className="text-xs text-muted-foreground">
          Comes along
          {lineage ? `; also listed on its own as ${lineage.slug} ${lineage.version}` : ''}.
        </p>
      ) : null}
      {inputs.length > 0 ? (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {inputs.map((input) => (
            <div key={input.name} className="contents">
              <dt className="font-mono text-xs leading-5">{input.name}</dt>
              <dd className="min-w-0 text-muted-foreground">
                {TYPE_WORDS[input.type]}
                {input.isRequired ? ', needed' : ''}
                {input.description === '' ? '' : `. ${input.description}`}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <RequestView
        label={`Request of ${label}`}
        request={{
          method: request.method,
          url: query === '' ? request.url : `${request.url}?${query}`,
          headers: request.headers,
          body: request.body === undefined ? undefined : JSON.stringify(request.body, null, 2),
        }}
      />
      <div className="flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground">
        <Badge variant="outline">
          {answer.type === 'expression' ? 'answers with a part of the body' : `answers with ${answer.type}`}
        </Badge>
        <Badge variant="outline">at most {document.timeoutMs / 1_000} s</Badge>
      </div>
      {answer.type === 'expression' ? (
        <pre
          tabIndex={0}
          aria-label={`Answer of ${label}`}
          className="max-h-60 overflow-auto rounded-md border bg-muted/40 p-2.5 font-mono text-2xs leading-4.5 whitespace-pre-wrap"
        >
          {answer.expression}
        </pre>
      ) : null}
    </section>
  );
}
