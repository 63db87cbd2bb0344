'use client';
import { renameFlow, updateFlowSettings } from '@codexos/flow-document';
import type { FlowSettings as Settings } from '@codexos/protocol/flow';
import { useId } from 'react';
import { NumberField } from '@/components/number-field';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { Textarea } from '@/components/ui/textarea';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';
import { formatCount } from '@/lib/format';

type Effect = Settings['allowedEffects'][number];

const EFFECTS: { effect: Effect; label: string; help: string }[] = [
  {
    effect: 'write',
    label: 'Tools may change things',
    help: 'They may write files and call services that change something. Reading is always allowed.',
  },
  {
    effect: 'spend',
    label: 'Tools may spend money',
    help: 'They may call services that cost money with every call.',
  },
];

/** What holds for the flow as a whole: shown while no node is chosen. */
export function FlowSettings() {
  const { editor } = useCanvas();
  const flow = useCanvasState((state) => state.flow);
  const id = useId();
  const { settings } = flow;
  const change = (changes: Partial<Settings>, merge?: string) =>
    editor?.edit((doc, origin) => updateFlowSettings(doc, changes, origin), merge);
  return (
    <div className="flex flex-col">
      <div className="border-b px-4 pt-4 pb-3">
        <h2 className="truncate text-sm font-semibold">{flow.name}</h2>
        <p className="text-xs text-muted-foreground tabular">
          {formatCount(flow.nodes.length, 'node')}, {formatCount(flow.edges.length, 'edge')}. Choose a node to
          see its own settings.
        </p>
      </div>
      <div className="flex flex-col gap-5 p-4">
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${id}-description`}>Description</Label>
          <Textarea
            id={`${id}-description`}
            maxLength={2_000}
            value={flow.description}
            disabled={!editor}
            placeholder="What the flow does, for the people and agents that choose it"
            onChange={(event) =>
              editor?.edit(
                (doc, origin) => renameFlow(doc, { description: event.target.value }, origin),
                'flow.description',
              )
            }
          />
        </div>
        <section aria-label="Effects" className="flex flex-col gap-3">
          <h3 className="section-label">Effects</h3>
          {EFFECTS.map(({ effect, label, help }) => (
            <EffectSwitch
              key={effect}
              label={label}
              help={help}
              isAllowed={settings.allowedEffects.includes(effect)}
              isReadOnly={!editor}
              onChange={(isAllowed) =>
                change({
                  allowedEffects: EFFECTS.map((known) => known.effect).filter((name) =>
                    name === effect ? isAllowed : settings.allowedEffects.includes(name),
                  ),
                })
              }
            />
          ))}
        </section>
        {editor ? (
          <section aria-label="Limits" className="flex flex-col gap-3">
            <h3 className="section-label">Limits</h3>
            <NumberField
              label="Node starts at most"
              unit="starts"
              help="A run that starts more nodes than this, turns of loops included, fails."
              value={settings.maxActivations}
              min={1}
              max={100_000}
              onChange={(maxActivations) => change({ maxActivations }, 'flow.maxActivations')}
            />
            <NumberField
              label="Time at most"
              unit="min"
              help="A run that works longer fails. Waiting for a person does not count."
              value={settings.maxDurationMs / 60_000}
              min={1}
              max={1_440}
              onChange={(minutes) => change({ maxDurationMs: Math.round(minutes * 60_000) }, 'flow.time')}
            />
          </section>
        ) : null}
      </div>
    </div>
  );
}

interface EffectSwitchProps {
  label: string;
  help: string;
  isAllowed: boolean;
  isReadOnly: boolean;
  onChange: (isAllowed: boolean) => void;
}

function EffectSwitch({ label, help, isAllowed, isReadOnly, onChange }: EffectSwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <Label htmlFor={id}>{label}</Label>
        <p id={`${id}-help`} className="mt-0.5 text-xs text-muted-foreground">
          {help}
        </p>
      </div>
      <Switch
        id={id}
        checked={isAllowed}
        disabled={isReadOnly}
        aria-describedby={`${id}-help`}
        onCheckedChange={onChange}
      />
    </div>
  );
}
