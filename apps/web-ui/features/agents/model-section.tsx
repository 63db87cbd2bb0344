'use client';
import type { AgentConfig } from '@codexos/protocol/agent';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { AgentProblem } from '@codexos/protocol/contracts/agents.contract';
import { PlusIcon, XIcon } from 'lucide-react';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { ModelSelect } from './model-select';
import { problemsOf, Section } from './section';

interface ModelSectionProps {
  config: AgentConfig;
  models: readonly ModelDescriptor[];
  problems: readonly AgentProblem[];
  onChange: (part: Partial<AgentConfig>) => void;
}

const MOST_FALLBACKS = 5;

/** The model, and those that stand in when it fails. */
export function ModelSection({ config, models, problems, onChange }: ModelSectionProps) {
  const { model, fallbackModels } = config;
  const set = (index: number, ref: string | undefined) =>
    onChange({
      fallbackModels: fallbackModels.flatMap((each, at) =>
        at !== index ? [each] : ref === undefined ? [] : [ref],
      ),
    });
  const unused = models.find(({ ref }) => ref !== model && !fallbackModels.includes(ref));
  return (
    <Section
      title="Model"
      help={
        model === BUILTIN_MODEL
          ? 'The built-in model is no language model: it quotes the best passages of the source and makes nothing up. It needs no key and no internet.'
          : 'The model that reads, decides and writes. Remote models receive the request and what was retrieved for it.'
      }
      problems={[...problemsOf(problems, 'model'), ...problemsOf(problems, 'fallbackModels')]}
    >
      <ModelSelect label="Model" value={model} models={models} onChange={(ref) => onChange({ model: ref })} />
      <div className="flex flex-col gap-1.5">
        <Label asChild>
          <span>Stand-ins</span>
        </Label>
        <p className="text-xs text-muted-foreground">Tried in this order when the model before fails.</p>
        {fallbackModels.map((ref, index) => (
          <div key={`${index} ${ref}`} className="flex gap-1.5">
            <ModelSelect
              label={`Stand-in ${index + 1}`}
              value={ref}
              models={models}
              onChange={(next) => set(index, next)}
            />
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove stand-in ${index + 1}`}
              onClick={() => set(index, undefined)}
            >
              <XIcon aria-hidden />
            </Button>
          </div>
        ))}
        <div>
          <Button
            size="sm"
            variant="ghost"
            disabled={!unused || fallbackModels.length >= MOST_FALLBACKS}
            onClick={() => unused && onChange({ fallbackModels: [...fallbackModels, unused.ref] })}
          >
            <PlusIcon aria-hidden /> Add a stand-in
          </Button>
          {unused ? null : (
            <span className="ml-2 text-xs text-muted-foreground">No further model is ready.</span>
          )}
        </div>
      </div>
    </Section>
  );
}
