'use client';
import { testAgent } from '@codexos/protocol/contracts/agents.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { cancelRun, type RunSummary, type SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { FlaskConicalIcon } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { bindingChoices, citedSourceId } from '@/components/source-binding';
import { SourceSelect } from '@/components/source-select';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Composer } from '@/features/chat/composer';
import { useStickToEnd } from '@/features/chat/use-stick-to-end';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { TestTurn } from './test-turn';

interface TestPaneProps {
  agentId: string;
  /** Saves the draft, which is what runs here; false when that failed. */
  onBeforeRun: () => Promise<boolean>;
}

interface Turn {
  request: string;
  run: RunSummary;
  sourceId: string | undefined;
}

/** Runs the draft on a request and shows it live: plan, tool calls, text, citations. */
export function TestPane({ agentId, onBeforeRun }: TestPaneProps) {
  const [text, setText] = useState('');
  const [chosen, setSource] = useState<SourceBinding | null>();
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [runningId, setRunningId] = useState<string>();
  const { scrollerRef, contentRef, followTurn } = useStickToEnd();
  const { data } = useApiQuery(listKnowledgeBases, {});
  const bases = data?.items ?? [];
  const source = chosen === undefined ? bindingChoices(bases).at(-1)?.binding : (chosen ?? undefined);
  const start = useApiMutation(testAgent, { refreshes: ['runs'] });
  const stop = useApiMutation(cancelRun, {
    onError: (error) => toast.error('The run could not be stopped', { description: error.message }),
  });

  const run = async () => {
    const request = text.trim();
    if (!(await onBeforeRun())) {
      toast.error('The draft is not saved yet', { description: 'What runs here is the saved draft.' });
      return;
    }
    start.mutate(
      { params: { agentId }, body: { request, ...(source ? { source } : {}) } },
      {
        onSuccess: (summary) => {
          setText('');
          setRunningId(summary.id);
          setTurns((before) => [
            ...before,
            { request, run: summary, sourceId: citedSourceId(source, bases) },
          ]);
          followTurn();
        },
      },
    );
  };
  const onEnd = useCallback(
    (runId: string) => setRunningId((current) => (current === runId ? undefined : current)),
    [],
  );
  const { mutate: cancel } = stop;
  const onStop = useMemo(
    () => (runningId ? () => cancel({ params: { runId: runningId } }) : undefined),
    [runningId, cancel],
  );
  return (
    <section aria-label="Test" className="flex h-full min-h-0 flex-col bg-sidebar">
      <div
        ref={scrollerRef}
        tabIndex={0}
        role="region"
        aria-label="Test runs"
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <div ref={contentRef} className="flex flex-col gap-6 p-4">
          {turns.length === 0 ? <TestIntro /> : null}
          {turns.map((turn) => (
            <TestTurn
              key={turn.run.id}
              request={turn.request}
              run={turn.run}
              sourceId={turn.sourceId}
              onEnd={onEnd}
            />
          ))}
          {start.error ? <ErrorNotice error={start.error} /> : null}
        </div>
      </div>
      <div className="p-3 pt-0">
        <Composer
          value={text}
          onChange={setText}
          onSend={() => void run()}
          onStop={onStop}
          isSending={start.isPending}
          placeholder="Give it a request…"
        >
          <SourceSelect value={source} isOptional onChange={(binding) => setSource(binding ?? null)} />
        </Composer>
      </div>
    </section>
  );
}

function TestIntro() {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-14 text-center">
      <FlaskConicalIcon className="size-5 text-muted-foreground" aria-hidden />
      <h2 className="text-sm font-medium">Try the draft</h2>
      <p className="text-sm text-muted-foreground">
        Each request is a run of its own: you see its plan, every tool call and the answer as they come.
        Nothing has to be published.
      </p>
    </div>
  );
}
