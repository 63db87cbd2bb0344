'use client';
import { createFlow, listTemplates } from '@codexos/protocol/contracts/flows.contract';
import { useRouter } from 'next/navigation';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { rememberInput } from '@/features/run/last-input';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';

/** Flows to start from. Each opens with its sample input filled in, so that Run works at once. */
export function TemplateGrid({ limit }: { limit?: number }) {
  const router = useRouter();
  const { data } = useApiQuery(listTemplates, {}, { staleTime: 600_000 });
  const create = useApiMutation(createFlow);
  return (
    <section aria-labelledby="templates" className="flex flex-col gap-3">
      <h2 id="templates" className="text-base font-semibold">
        Templates
      </h2>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {data
          ? data.items.slice(0, limit).map((template) => (
              <button
                key={template.id}
                type="button"
                disabled={create.isPending}
                onClick={() =>
                  create.mutate(
                    { body: { templateId: template.id } },
                    {
                      onSuccess: ({ id }) => {
                        rememberInput(id, { input: template.sampleInput });
                        router.push(`/flows/${id}`);
                      },
                    },
                  )
                }
                className="flex flex-col items-start gap-1.5 rounded-md border bg-card p-4 text-left transition-colors duration-120 hover:border-ring disabled:opacity-60"
              >
                <span className="mb-1 flex size-8 items-center justify-center rounded-md bg-primary/10 text-primary-text">
                  <Icon name={template.icon} />
                </span>
                <span className="text-base font-medium">{template.name}</span>
                <span className="text-sm text-muted-foreground">{template.summary}</span>
              </button>
            ))
          : [0, 1, 2].map((card) => <Skeleton key={card} className="h-32 rounded-md" />)}
      </div>
    </section>
  );
}
