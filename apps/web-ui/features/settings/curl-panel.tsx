'use client';
import { getFlow, listFlows } from '@codexos/protocol/contracts/flows.contract';
import { useState } from 'react';
import { CodeBlock } from '@/components/code-block';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { useApiQuery } from '@/lib/api/use-api-query';
import { curlExample, sampleInput } from './curl-example';

/** How to call a published flow from a shell. */
export function CurlPanel() {
  const { data } = useApiQuery(listFlows, { query: { limit: 200 } });
  const [chosen, setChosen] = useState<string>();
  const published = (data?.items ?? []).filter(({ publishedVersion }) => publishedVersion !== undefined);
  const flowId = chosen ?? published[0]?.id;
  const { data: flow } = useApiQuery(
    getFlow,
    { params: { flowId: flowId ?? '' } },
    { enabled: flowId !== undefined },
  );
  if (!data) return null;
  if (!flowId) {
    return (
      <p className="text-sm text-muted-foreground">
        Publish a flow on its page; an example of how to call it then stands here.
      </p>
    );
  }
  const input = sampleInput(flow?.draft.nodes ?? []);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span>Call</span>
        <Select value={flowId} onValueChange={setChosen}>
          <SelectTrigger aria-label="Flow" className="w-64">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {published.map(({ id, name }) => (
              <SelectItem key={id} value={id}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <span className="text-muted-foreground">and wait for its answer:</span>
      </div>
      <CodeBlock language="bash" code={curlExample(window.location.origin, flowId, input)} />
    </div>
  );
}
