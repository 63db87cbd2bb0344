'use client';
import type { ActivationView } from '@codexos/protocol/run-view';
import { PencilIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { isEditable } from './plan-draft';
import { PlanEditor } from './plan-editor';
import { PlanStepRow } from './plan-step-row';

interface PlanStepsProps {
  activation: ActivationView;
  /** The run that the plan may be edited in; absent where it is only shown. */
  runId?: string | undefined;
}

/** A plan as a list that is ticked off while the agent works, and that a person may edit meanwhile. */
export function PlanSteps({ activation, runId }: PlanStepsProps) {
  const { plan, planChoices, activationId, endedAt } = activation;
  const [isEditing, setIsEditing] = useState(false);
  if (!plan) return null;
  const isAtWork = runId !== undefined && endedAt === undefined;
  const canEdit = isAtWork && planChoices !== undefined && isEditable(plan);
  return (
    <section aria-label="Plan" className="rounded-md border bg-card">
      <div className="flex min-h-9 items-start gap-2 border-b px-3 py-1 text-xs text-muted-foreground">
        <p className="min-w-0 flex-1 py-1.5 break-words">
          Plan: <span className="text-foreground">{plan.goal}</span>
          {plan.revision > 1 ? <span className="ml-2 text-2xs">edited</span> : null}
        </p>
        {canEdit && !isEditing ? (
          <Button size="sm" variant="quiet" className="-mr-2" onClick={() => setIsEditing(true)}>
            <PencilIcon aria-hidden className="size-3.5" /> Edit plan
          </Button>
        ) : null}
      </div>
      {isEditing && isAtWork && planChoices ? (
        <PlanEditor
          runId={runId}
          activationId={activationId}
          plan={plan}
          choices={planChoices}
          onClose={() => setIsEditing(false)}
        />
      ) : (
        <ol className="py-1">
          {plan.steps.map((step) => (
            <PlanStepRow key={step.id} step={step} choices={planChoices} />
          ))}
        </ol>
      )}
    </section>
  );
}
