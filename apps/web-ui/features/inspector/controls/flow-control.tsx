'use client';
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import { calledFlowSchema, type CalledFlow } from '@codexos/protocol/called-flow';
import { getFlowVersion, listFlows, listFlowVersions } from '@codexos/protocol/contracts/flows.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { FlowId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import { ArrowUpRightIcon } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { readRunInputs } from '@/features/run/run-inputs';
import { callApi } from '@/lib/api/call-api';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useState } from 'react';
import type { WireError } from '@codexos/protocol/wire-error';
import { toWireError } from '@/lib/api/api-error';
import type { ControlProps } from '../field-control';

const MAX_FLOWS = 100;

/** A published flow and its version. Choosing one takes over what it takes and gives as ports of the node. */
export function FlowControl(props: ControlProps) {
  const { id, value, isReadOnly, isInvalid, describedBy, onChange } = props;
  const { data: chosen } = calledFlowSchema.safeParse(value);
  const flows = useApiQuery(listFlows, { query: { limit: MAX_FLOWS } });
  const catalogue = useApiQuery(getCatalogue, {});
  const [error, setError] = useState<WireError>();
  const published = (flows.data?.items ?? []).filter(
    ({ publishedVersion }) => publishedVersion !== undefined,
  );
  const current = published.find((flow) => flow.id === chosen?.id);

  const take = async (flowId: FlowId, version: CalledFlow['version'], latest: number | undefined) => {
    const number = version === 'latest' ? latest : version;
    if (number === undefined) return;
    try {
      const { flow } = await callApi(getFlowVersion, { params: { flowId, number } });
      setError(undefined);
      onChange(toCalledFlow({ id: flowId, version, flow }, catalogue.data?.nodes ?? []));
    } catch (cause) {
      setError(toWireError(cause));
    }
  };

  return (
    <div className="flex flex-col gap-2">
      <Select
        value={chosen?.id ?? ''}
        disabled={isReadOnly}
        onValueChange={(flowId) => {
          const flow = published.find((candidate) => candidate.id === flowId);
          if (flow) void take(flow.id, 'latest', flow.publishedVersion);
        }}
      >
        <SelectTrigger id={id} aria-invalid={isInvalid} aria-describedby={describedBy}>
          <SelectValue placeholder="Choose a published flow…" />
        </SelectTrigger>
        <SelectContent>
          {chosen && !current ? (
            <SelectItem value={chosen.id}>
              {chosen.name} <span className="ml-2 text-xs text-muted-foreground">not available</span>
            </SelectItem>
          ) : null}
          {published.map((flow) => (
            <SelectItem key={flow.id} value={flow.id}>
              {flow.name}
              <span className="ml-2 text-xs text-muted-foreground">v{flow.publishedVersion}</span>
            </SelectItem>
          ))}
          {published.length === 0 && !chosen ? (
            <p className="px-2 py-1.5 text-xs text-muted-foreground">
              No flow is published yet. Publish one from its menu.
            </p>
          ) : null}
        </SelectContent>
      </Select>
      {chosen ? (
        <Chosen
          chosen={chosen}
          isReadOnly={isReadOnly}
          latest={current?.publishedVersion}
          nodes={catalogue.data?.nodes ?? []}
          onTake={(version) => void take(chosen.id as FlowId, version, current?.publishedVersion)}
        />
      ) : null}
      {error ? <ErrorNotice error={error} /> : null}
    </div>
  );
}

interface ChosenProps {
  chosen: CalledFlow;
  isReadOnly: boolean;
  latest: number | undefined;
  nodes: readonly NodeDescriptor[];
  onTake: (version: CalledFlow['version']) => void;
}

function Chosen({ chosen, isReadOnly, latest, nodes, onTake }: ChosenProps) {
  const flowId = chosen.id as FlowId;
  const versions = useApiQuery(listFlowVersions, { params: { flowId } });
  const number = chosen.version === 'latest' ? latest : chosen.version;
  const today = useApiQuery(
    getFlowVersion,
    { params: { flowId, number: number ?? 1 } },
    { enabled: number !== undefined },
  );
  const now = today.data && toCalledFlow({ ...chosen, flow: today.data.flow }, nodes);
  const hasChanged = now !== undefined && JSON.stringify(shapeOf(now)) !== JSON.stringify(shapeOf(chosen));
  return (
    <>
      <Select
        value={String(chosen.version)}
        disabled={isReadOnly}
        onValueChange={(version) => onTake(version === 'latest' ? version : Number(version))}
      >
        <SelectTrigger aria-label="Version of the flow">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value="latest">Always the published one</SelectItem>
          {(versions.data?.items ?? []).map((version) => (
            <SelectItem key={version.number} value={String(version.number)}>
              Version {version.number}
              {version.name ? (
                <span className="ml-2 text-xs text-muted-foreground">{version.name}</span>
              ) : null}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild size="sm" variant="quiet">
          <Link href={`/flows/${chosen.id}`}>
            <ArrowUpRightIcon aria-hidden /> Open {chosen.name}
          </Link>
        </Button>
        {hasChanged && !isReadOnly ? (
          <Button size="sm" onClick={() => onTake(chosen.version)}>
            Take over its new ports
          </Button>
        ) : null}
      </div>
    </>
  );
}

function shapeOf({ inputs, outputs }: CalledFlow): Pick<CalledFlow, 'inputs' | 'outputs'> {
  return { inputs, outputs };
}

interface Version {
  id: string;
  version: CalledFlow['version'];
  flow: Flow;
}

function toCalledFlow(
  { id, version, flow }: Version,
  nodes: readonly NodeDescriptor[],
): CalledFlow & JsonValue {
  const kinds = new Map(nodes.map((node) => [node.kind, node]));
  const inputs = readRunInputs(flow, kinds).map(({ name, label, type, isRequired, defaultValue }) => ({
    name,
    label,
    type: type === 'text' ? ('text' as const) : ('any' as const),
    required: isRequired && defaultValue === undefined,
  }));
  const outputKind = kinds.get('output');
  const outputs = flow.nodes.flatMap(({ kind, config }) => {
    const name = config.name ?? outputKind?.defaultConfig.name;
    return kind === outputKind?.kind && typeof name === 'string' ? [{ name }] : [];
  });
  return { id, version, name: flow.name, inputs, outputs };
}
