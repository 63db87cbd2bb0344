'use client';
import { createFlow, listTemplates, type Template } from '@codexos/protocol/contracts/flows.contract';
import { ArrowRightIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Badge } from '@/components/ui/badge';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { rememberInput } from '@/features/run/last-input';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { cn } from '@/lib/utils';

interface TemplateCardsProps {
  title: string;
  /** Shows the first ones only. */
  limit?: number;
}

/** Flows to start from; opening one makes a flow of one's own, with a sample input, that runs as it is. */
export function TemplateCards({ title, limit }: TemplateCardsProps) {
  const router = useRouter();
  const { data, error } = useApiQuery(listTemplates, {}, { staleTime: Infinity });
  const create = useApiMutation(createFlow);
  const open = ({ id: templateId, sampleInput }: Template) =>
    create.mutate(
      { body: { templateId } },
      {
        onSuccess: ({ id }) => {
          rememberInput(id, { input: sampleInput });
          router.push(`/flows/${id}`);
        },
      },
    );
  return (
    <section aria-labelledby="templates" className="flex flex-col gap-3">
      <header>
        <h2 id="templates" className="text-md font-semibold tracking-tight">
          {title}
        </h2>
        <p className="text-sm text-muted-foreground">
          A flow is a drawing of steps that runs. Each of these works as it is and can be changed freely.
        </p>
      </header>
      {error ? <ErrorNotice error={error} /> : null}
      <ul className={cn('grid gap-3 max-[899px]:grid-cols-1', limit === 3 ? 'grid-cols-3' : 'grid-cols-2')}>
        {data
          ? data.items.slice(0, limit).map((template) => (
              <li key={template.id}>
                <TemplateCard
                  template={template}
                  isOpening={create.isPending && create.variables.body?.templateId === template.id}
                  isDisabled={create.isPending}
                  onOpen={() => open(template)}
                />
              </li>
            ))
          : error
            ? null
            : Array.from({ length: limit ?? 4 }, (_, index) => (
                <li key={index}>
                  <Skeleton className="h-32 rounded-md" />
                </li>
              ))}
      </ul>
      {create.error ? <ErrorNotice error={create.error} /> : null}
    </section>
  );
}

interface TemplateCardProps {
  template: Template;
  isOpening: boolean;
  isDisabled: boolean;
  onOpen: () => void;
}

function TemplateCard({ template, isOpening, isDisabled, onOpen }: TemplateCardProps) {
  const { name, summary, icon, needsSource, flow } = template;
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={onOpen}
      className="group flex h-full w-full flex-col gap-2 rounded-md border bg-card p-4 text-left transition-colors duration-120 hover:border-input hover:bg-accent disabled:opacity-60"
    >
      <span className="flex w-full items-center gap-2.5">
        <span className="flex size-7 items-center justify-center rounded-sm bg-kind-agent/12 text-kind-agent">
          <Icon name={icon} />
        </span>
        <span className="min-w-0 flex-1 truncate text-base font-medium">{name}</span>
        <ArrowRightIcon
          className="size-4 text-muted-foreground transition-transform duration-120 group-hover:translate-x-0.5"
          aria-hidden
        />
      </span>
      <span className="flex-1 text-sm text-muted-foreground">{summary}</span>
      <span className="flex items-center gap-1.5">
        <Badge>{formatCount(flow.nodes.length, 'node')}</Badge>
        {needsSource ? <Badge>uses a repository</Badge> : null}
        {isOpening ? <span className="text-2xs text-muted-foreground">Opening…</span> : null}
      </span>
    </button>
  );
}
