'use client';
import type { AgentEvaluation } from '@codexos/protocol/agent-evaluation';
import {
  cancelAgentEvaluation,
  listAgentEvaluations,
  startAgentEvaluation,
} from '@codexos/protocol/contracts/agent-evaluations.contract';
import { listAgentVersions } from '@codexos/protocol/contracts/agents.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { PlayIcon, SquareIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { Progress } from '@/components/ui/progress';
import { ChoiceField } from '@/features/governance/choice-field';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { doneCount, scoreWords } from './evaluation-words';
import { ResultTable } from './result-table';

const LOOK_MS = 1_000;

/** Tries a version on every question, and shows how each version did. */
export function TrialSection({ agentId }: { agentId: string }) {
  const params = { agentId };
  const { data: versions } = useApiQuery(listAgentVersions, { params });
  const { data: evaluations } = useApiQuery(
    listAgentEvaluations,
    { params },
    {
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ status }) => status === 'running') ? LOOK_MS : false,
    },
  );
  const [chosen, setChosen] = useState<string>();
  const [source, setSource] = useState<SourceBinding>();
  const start = useApiMutation(startAgentEvaluation, { refreshes: ['agent-evaluations', 'runs'] });
  const all = versions?.items ?? [];
  const version = all.find(({ number }) => String(number) === chosen) ?? all[0];
  const found = evaluations?.items ?? [];
  const evaluation = found.find((one) => one.version === version?.number);
  return (
    <section aria-labelledby="evaluation-trials" className="flex flex-col gap-3">
      <header>
        <h2 id="evaluation-trials" className="text-base font-medium">
          Trials
        </h2>
        <p className="text-sm text-muted-foreground">
          A trial asks one version every question. The results stay with the version, so that you see whether
          the next one is better.
        </p>
      </header>
      {version ? (
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-56 max-w-full">
            <ChoiceField
              id="trial-version"
              label="Version"
              value={String(version.number)}
              choices={all.map(({ number, name }) => ({
                value: String(number),
                label: [
                  `Version ${number}`,
                  ...(name === undefined ? [] : [name]),
                  ...found.filter((one) => one.version === number).map(scoreWords),
                ].join(' · '),
              }))}
              onChange={setChosen}
            />
          </div>
          {version.config.knowledge.includes('source') ? (
            <div className="flex flex-col gap-1.5">
              <Label>Source</Label>
              <SourceSelect value={source} onChange={setSource} className="h-8" />
            </div>
          ) : null}
          <Button
            variant="primary"
            disabled={start.isPending || evaluation?.status === 'running'}
            onClick={() =>
              start.mutate({
                params: { agentId, number: version.number },
                body: source ? { source } : {},
              })
            }
          >
            <PlayIcon aria-hidden /> Try version {version.number}
          </Button>
        </div>
      ) : versions ? (
        <p className="rounded-md border border-dashed px-4 py-5 text-center text-sm text-muted-foreground">
          Publish the agent first: what is tried is a version, which never changes.
        </p>
      ) : null}
      {start.error ? <ErrorNotice error={start.error} /> : null}
      {evaluation ? <Trial agentId={agentId} evaluation={evaluation} /> : null}
    </section>
  );
}

function Trial({ agentId, evaluation }: { agentId: string; evaluation: AgentEvaluation }) {
  const cancel = useApiMutation(cancelAgentEvaluation, {
    onError: (error) => toast.error('The trial was not stopped', { description: error.message }),
  });
  const { id, status, cases } = evaluation;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <p role="status" className="min-w-0 flex-1 text-sm font-medium">
          Version {evaluation.version}: {scoreWords(evaluation)}
        </p>
        {status === 'running' ? (
          <Button
            size="sm"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate({ params: { agentId, evaluationId: id } })}
          >
            <SquareIcon aria-hidden /> Cancel
          </Button>
        ) : null}
      </div>
      {status === 'running' ? (
        <Progress
          aria-label="Questions answered"
          value={(doneCount(evaluation) / Math.max(1, cases.length)) * 100}
        />
      ) : null}
      <ResultTable evaluation={evaluation} />
    </div>
  );
}
