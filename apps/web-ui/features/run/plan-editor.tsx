'use client';
import { editPlan } from '@codexos/protocol/contracts/runs.contract';
import type { EditedStep, Plan, PlanChoices } from '@codexos/protocol/plan';
import { PlusIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { addStep, draftRows, isEditable, removeStep, setStep, swapSteps, toEdited } from './plan-draft';
import { PlanEditorRow } from './plan-editor-row';
import { PlanStepRow } from './plan-step-row';

interface PlanEditorProps {
  runId: string;
  activationId: string;
  /** As it stands now, also while it is edited. */
  plan: Plan;
  choices: PlanChoices;
  onClose: () => void;
}

/** The steps of a plan as a form: those that have begun stand, the others can be changed, moved, removed and added to. */
export function PlanEditor({ runId, activationId, plan, choices, onClose }: PlanEditorProps) {
  const [revision, setRevision] = useState(plan.revision);
  const [draft, setDraft] = useState<EditedStep[]>(() => plan.steps.map(toEdited));
  const [focusId, setFocusId] = useState<string>();
  const edit = useApiMutation(editPlan, { refreshes: [] });
  const rows = draftRows(draft, plan);
  const steps = rows.map(({ step }) => step);
  const isStale = plan.revision !== revision;
  const isOver = !isEditable(plan);
  const canSave = !isStale && !isOver && !edit.isPending && steps.every(({ goal }) => goal.trim() !== '');

  const startOver = () => {
    setRevision(plan.revision);
    setDraft(plan.steps.map(toEdited));
    edit.reset();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!canSave) return;
    edit.mutate({ params: { runId }, body: { activationId, revision, steps } }, { onSuccess: onClose });
  };
  const add = () => {
    const added = addStep(steps, choices);
    if (!added) return;
    setDraft(added.draft);
    setFocusId(added.id);
  };
  const isFree = (index: number): boolean => {
    const row = rows[index];
    return row !== undefined && !row.begun && row.step.uses.type !== 'answer';
  };
  const move = (index: number, by: -1 | 1) => {
    const id = rows[index]?.step.id;
    if (!isFree(index) || !isFree(index + by)) return;
    setDraft(swapSteps(steps, by === -1 ? index - 1 : index));
    setFocusId(id);
  };

  return (
    <form
      onSubmit={save}
      aria-label="Edit the plan"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <ol className="flex flex-col py-1">
        {rows.map(({ step, begun, isTooLate }, index) =>
          begun || step.uses.type === 'answer' ? (
            <PlanStepRow
              key={step.id}
              step={begun ?? { ...step, status: 'pending' }}
              note={isTooLate ? 'It has begun, so your change to it came too late.' : undefined}
            />
          ) : (
            <PlanEditorRow
              key={step.id}
              step={step}
              number={index + 1}
              choices={choices}
              hasFocus={focusId === step.id}
              onChange={(change) => setDraft(setStep(steps, step.id, change))}
              onRemove={() => setDraft(removeStep(steps, step.id))}
              onMoveUp={isFree(index - 1) ? () => move(index, -1) : undefined}
              onMoveDown={isFree(index + 1) ? () => move(index, 1) : undefined}
            />
          ),
        )}
      </ol>
      <div className="flex flex-col gap-2 border-t px-3 py-2">
        {isOver ? (
          <p className="text-xs text-muted-foreground">
            All steps are over, and the agent writes its answer: the plan can no longer be changed.
          </p>
        ) : isStale ? (
          <StaleNotice onStartOver={startOver} />
        ) : null}
        {edit.error && !isStale ? <ErrorNotice error={edit.error} /> : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="quiet" onClick={add} disabled={isOver} className="-ml-2">
            <PlusIcon aria-hidden className="size-3.5" /> Add step
          </Button>
          <span className="flex-1" />
          <Button size="sm" onClick={onClose}>
            {isOver ? 'Close' : 'Cancel'}
          </Button>
          {isOver ? null : (
            <Button size="sm" variant="primary" type="submit" disabled={!canSave}>
              {edit.isPending ? 'Saving…' : 'Save plan'}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

function StaleNotice({ onStartOver }: { onStartOver: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-md border border-warn/50 bg-warn/8 p-2"
    >
      <p className="min-w-40 flex-1 text-xs">
        Somebody else has edited the plan meanwhile. What you wrote stands here until you take theirs.
      </p>
      <Button size="sm" onClick={onStartOver}>
        Take theirs
      </Button>
    </div>
  );
}
