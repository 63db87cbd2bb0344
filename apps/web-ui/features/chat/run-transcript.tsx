'use client';
import type { RunView } from '@codexos/protocol/run-view';
import { BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';
import { InfoIcon, LoaderCircleIcon } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { Markdown } from '@/components/markdown';
import {
  isBuiltinOnly,
  isStepRunning,
  passageFinder,
  runSteps,
  type RunAnswer,
  type Step,
} from './run-answer';
import { PlanList } from './plan-list';
import { SourceList } from './source-list';
import { StepList } from './step-list';

interface RunTranscriptProps {
  /** Absent until the run was read; the answer stands without it. */
  view: RunView | undefined;
  answer: RunAnswer;
  isActive: boolean;
  sourceId: string | undefined;
}

/** What a run did and said, as a reader follows it: plan, steps, answer, sources. */
export function RunTranscript({ view, answer, isActive, sourceId }: RunTranscriptProps) {
  const steps = useMemo(() => (view ? runSteps(view) : []), [view]);
  const plans = useMemo(
    () => (view ? [...view.activations.values()].flatMap(({ plan }) => (plan ? [plan] : [])) : []),
    [view],
  );
  const sources = useMemo(
    () => ({ citations: answer.citations, textOf: view ? passageFinder(view) : undefined, sourceId }),
    [answer.citations, view, sourceId],
  );
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {plans.map((plan, index) => (
        <PlanList key={index} plan={plan} />
      ))}
      <StepList steps={steps} isActive={isActive} sourceId={sourceId} />
      {answer.text === '' ? (
        isActive && view?.status !== 'paused' && <Waiting steps={steps} />
      ) : (
        <Markdown text={answer.text} sources={sources} className="max-w-[72ch] text-md leading-[1.6]" />
      )}
      {isActive ? null : <SourceList citations={answer.citations} sourceId={sourceId} />}
      {view && !isActive && isBuiltinOnly(view) ? (
        <BuiltinNote hasFound={answer.citations.length > 0} />
      ) : null}
    </div>
  );
}

function Waiting({ steps }: { steps: readonly Step[] }) {
  const hasRunningStep = steps.some(isStepRunning);
  if (hasRunningStep) return null;
  return (
    <p className="flex h-7 items-center gap-2 text-sm text-muted-foreground" role="status">
      <LoaderCircleIcon className="size-3.5 animate-spin text-run" aria-hidden />
      {steps.length === 0 ? 'Starting…' : 'Writing the answer…'}
    </p>
  );
}

function BuiltinNote({ hasFound }: { hasFound: boolean }) {
  return (
    <p className="flex items-start gap-1.5 text-xs text-muted-foreground">
      <InfoIcon className="mt-0.5 size-3 shrink-0" aria-hidden />
      <span>
        {BUILTIN_MODEL_LABEL}:{' '}
        {hasFound
          ? 'each sentence is quoted from the source, nothing is made up.'
          : 'it searches for the words of the question. Try words that stand in the code.'}{' '}
        <Link href="/settings#models" className="underline underline-offset-2 hover:text-foreground">
          Use a language model
        </Link>
      </span>
    </p>
  );
}
