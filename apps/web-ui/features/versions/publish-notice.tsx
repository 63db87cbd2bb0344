'use client';
import { getFlow, publishFlow } from '@codexos/protocol/contracts/flows.contract';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';

/** For what takes the published version of a flow: says when there is none or an older one, and publishes the draft. */
export function PublishNotice({ flowId }: { flowId: string }) {
  const { data } = useApiQuery(getFlow, { params: { flowId } }, { staleTime: 0 });
  const publish = useApiMutation(publishFlow);
  if (!data?.isDraftAhead) return null;
  const { publishedVersion } = data;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-warn/40 bg-warn/8 p-3 text-sm">
      <div role="status" className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1">
          {publishedVersion === undefined
            ? 'Nothing of this flow is published yet.'
            : `The draft has changed since version ${publishedVersion} was published.`}
        </p>
        <Button
          size="sm"
          disabled={publish.isPending}
          onClick={() =>
            publish.mutate(
              { params: { flowId }, body: {} },
              { onSuccess: ({ number }) => toast(`Version ${number} is published`) },
            )
          }
        >
          Publish the draft
        </Button>
      </div>
      {publish.error ? <ErrorNotice error={publish.error} /> : null}
    </div>
  );
}
