/** A trigger while it is written, and what is sent for it. */
import type { Trigger, TriggerConfig } from '@codexos/protocol/contracts/triggers.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { RunInput } from '@/features/run/run-inputs';
import { FIRST_SCHEDULE, fromCron, toCron, type ScheduleDraft } from './schedule-draft';

export interface TriggerDraft {
  type: TriggerConfig['type'];
  name: string;
  schedule: ScheduleDraft;
  timeZone: string;
  missed: 'skip' | 'once' | 'all';
  scheme: 'standard' | 'github';
  /** `secret:NAME`; empty for a secret of its own. */
  vaultSecret: string;
  /** Empty until one is chosen. */
  watchedId: string;
  watchesFor: 'files' | 'commits';
  /** Patterns, a line each. */
  paths: string;
  everyMinutes: number;
  /** Templates by the name of the input. */
  inputs: Readonly<Record<string, string>>;
  source: SourceBinding | undefined;
}

interface NewTrigger {
  type: TriggerConfig['type'];
  timeZone: string;
  inputs: readonly RunInput[];
}

const NAMES: Readonly<Record<TriggerConfig['type'], string>> = {
  schedule: 'Every weekday',
  webhook: 'Message',
  source: 'Changed files',
};

export function newDraft({ type, timeZone, inputs }: NewTrigger): TriggerDraft {
  return {
    type,
    name: NAMES[type],
    schedule: FIRST_SCHEDULE,
    timeZone,
    missed: 'once',
    scheme: 'standard',
    vaultSecret: '',
    watchedId: '',
    watchesFor: 'files',
    paths: '',
    everyMinutes: 5,
    inputs: firstInputs(type, inputs),
    source: undefined,
  };
}

export function toDraft({ name, config, inputs, source }: Trigger, timeZone: string): TriggerDraft {
  const draft = { ...newDraft({ type: config.type, timeZone, inputs: [] }), name, inputs, source };
  switch (config.type) {
    case 'schedule':
      return {
        ...draft,
        schedule: fromCron(config.cron),
        timeZone: config.timeZone,
        missed: config.missed,
      };
    case 'webhook':
      return { ...draft, scheme: config.scheme, vaultSecret: config.secret ?? '' };
    case 'source':
      return {
        ...draft,
        watchedId: config.sourceId,
        watchesFor: config.on,
        paths: config.paths.join('\n'),
        everyMinutes: config.everyMinutes,
      };
  }
}

export function toConfig(draft: TriggerDraft): TriggerConfig {
  const { timeZone, missed, scheme, vaultSecret } = draft;
  switch (draft.type) {
    case 'schedule':
      return { type: 'schedule', cron: toCron(draft.schedule), timeZone: timeZone.trim(), missed };
    case 'webhook':
      return { type: 'webhook', scheme, ...(vaultSecret === '' ? {} : { secret: vaultSecret }) };
    case 'source':
      return {
        type: 'source',
        sourceId: draft.watchedId,
        on: draft.watchesFor,
        paths: draft.paths
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
        everyMinutes: draft.everyMinutes,
      };
  }
}

/** What is sent: inputs that are left empty take the default of the flow. */
export function toInputs(inputs: TriggerDraft['inputs']): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([, template]) => template.trim() !== ''));
}

/** Inputs that the flow needs and nothing is said for. */
export function missingInputs(inputs: TriggerDraft['inputs'], asked: readonly RunInput[]): RunInput[] {
  return asked.filter(
    ({ name, isRequired, defaultValue }) =>
      isRequired && defaultValue === undefined && (inputs[name] ?? '').trim() === '',
  );
}

/** A message fills inputs of the same name; a change tells about itself in the first text that is asked for. */
function firstInputs(type: TriggerConfig['type'], asked: readonly RunInput[]): Record<string, string> {
  if (type === 'schedule') return {};
  if (type === 'source') {
    const first = asked.find((input) => input.type === 'text');
    return first ? { [first.name]: '{{ body.summary }}' } : {};
  }
  return Object.fromEntries(
    asked
      .filter(({ name }) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      .map(({ name }) => [name, `{{ body.${name} }}`]),
  );
}
