'use client';
import { getFlow } from '@codexos/protocol/contracts/flows.contract';
import type { Deployment, DeploymentTarget } from '@codexos/protocol/deployment';
import { ExternalLinkIcon } from 'lucide-react';
import { CodeBlock } from '@/components/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusIcon } from '@/components/ui/status-dot';
import { curlExample, sampleInput } from '@/features/settings/curl-example';
import { useApiQuery } from '@/lib/api/use-api-query';

/** Where the deployed service answers, whether it does, and how to call it. */
export function EndpointSection({ deployment }: { deployment: Deployment }) {
  const { endpoints, health, target } = deployment;
  const [first = ''] = endpoints;
  return (
    <section aria-labelledby="endpoint" className="flex flex-col gap-3">
      <h2 id="endpoint" className="text-base font-medium">
        Endpoint
      </h2>
      <ul className="divide-y rounded-md border bg-card">
        {endpoints.map((endpoint) => (
          <li key={endpoint} className="flex items-center gap-2 px-4 py-2.5">
            <a
              href={endpoint}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-w-0 items-center gap-1.5 font-mono text-sm text-primary-text underline-offset-4 hover:underline"
            >
              <span className="truncate">{endpoint}</span>
              <ExternalLinkIcon className="size-3.5 shrink-0" aria-hidden />
            </a>
            <CopyButton text={endpoint} label="Copy the address" />
          </li>
        ))}
        {health ? (
          <li className="flex items-start gap-2 px-4 py-2.5 text-sm">
            <StatusIcon status={health.isHealthy ? 'completed' : 'failed'} className="mt-0.5" />
            <span className="min-w-0 break-words">
              {health.isHealthy ? 'Healthy' : 'Not healthy'}
              <span className="text-muted-foreground">
                {' '}
                since <RelativeTime at={health.at} />. {health.detail}
              </span>
            </span>
          </li>
        ) : null}
      </ul>
      <HowToCall endpoint={first} target={target} />
    </section>
  );
}

function HowToCall({ endpoint, target }: { endpoint: string; target: DeploymentTarget }) {
  const flowId = target.type === 'flow' ? target.flowId : undefined;
  const { data: flow } = useApiQuery(
    getFlow,
    { params: { flowId: flowId ?? '' } },
    { enabled: flowId !== undefined },
  );
  if (target.type === 'app') {
    return (
      <p className="text-sm text-muted-foreground">
        The start token that signs you in stands in the logs, in the address that CodexOS prints there.
      </p>
    );
  }
  const id = target.type === 'flow' ? target.flowId : target.agentId;
  const input = target.type === 'flow' ? sampleInput(flow?.draft.nodes ?? []) : { request: '…' };
  return (
    <div className="text-sm">
      <p>
        Call it and wait for its answer, with a token from below in{' '}
        <code className="font-mono text-xs">CODEXOS_TOKEN</code>:
      </p>
      <CodeBlock language="bash" code={curlExample(endpoint, id, input)} />
    </div>
  );
}
