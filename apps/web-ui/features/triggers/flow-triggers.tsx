'use client';
import { getFlow, getFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { useMemo } from 'react';
import { needsSource, readRunInputs } from '@/features/run/run-inputs';
import { curlExample } from '@/features/settings/curl-example';
import { PublishNotice } from '@/features/versions/publish-notice';
import { useApiQuery } from '@/lib/api/use-api-query';
import { StandingWays } from './standing-ways';
import { TriggersPanel } from './triggers-panel';

/** Everything that starts a flow. */
export function FlowTriggers({ flowId }: { flowId: string }) {
  const { data: flow } = useApiQuery(getFlow, { params: { flowId } }, { staleTime: 0 });
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const number = flow?.publishedVersion;
  const { data: version } = useApiQuery(
    getFlowVersion,
    { params: { flowId, number: number ?? 1 } },
    { enabled: number !== undefined },
  );
  const kinds = useMemo(
    () => new Map((catalogue?.nodes ?? []).map((kind) => [kind.kind, kind])),
    [catalogue],
  );
  // Before anything is published, the draft is the best guess of what will be asked for.
  const published = version?.flow ?? flow?.draft;
  const inputs = useMemo(() => (published ? readRunInputs(published, kinds) : []), [published, kinds]);
  if (!flow || !published) return null;
  return (
    <div className="flex flex-col gap-5 p-4">
      <PublishNotice flowId={flowId} />
      <TriggersPanel
        target={{ type: 'flow', id: flowId }}
        asked={{ inputs, needsSource: needsSource(published, kinds) }}
      />
      <StandingWays
        partner={`flow:${flowId}`}
        byHand={
          <>
            Press <em>Run</em> at the top. It runs the draft as it stands, published or not.
          </>
        }
        example={curlExample(
          window.location.origin,
          flowId,
          Object.fromEntries(inputs.map(({ name, defaultValue }) => [name, defaultValue ?? '…'])),
        )}
        isPublished={number !== undefined}
      />
    </div>
  );
}
