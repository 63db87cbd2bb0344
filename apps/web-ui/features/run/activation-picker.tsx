'use client';
import type { ActivationView, RunView } from '@codexos/protocol/run-view';
import { useState } from 'react';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { activationName } from './activation-name';

interface ActivationChoice {
  all: readonly ActivationView[];
  /** The chosen one; the latest until one is chosen. */
  activation: ActivationView | undefined;
  choose: (activationId: string) => void;
}

/** Which of the times that a node ran is shown. */
export function useActivationChoice(view: RunView | undefined, nodeId: string | undefined): ActivationChoice {
  const [chosen, setChosen] = useState<string>();
  const all = [...(view?.activations.values() ?? [])].filter((activation) => activation.nodeId === nodeId);
  return {
    all,
    activation: all.find(({ activationId }) => activationId === chosen) ?? all.at(-1),
    choose: setChosen,
  };
}

/** Nothing for a node that ran once. */
export function ActivationPicker({ all, activation, choose }: ActivationChoice) {
  if (all.length < 2 || !activation) return null;
  return (
    <Select value={activation.activationId} onValueChange={choose}>
      <SelectTrigger aria-label="Which time the node ran">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {all.map((candidate, index) => (
          <SelectItem key={candidate.activationId} value={candidate.activationId}>
            {activationName(candidate, index)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
