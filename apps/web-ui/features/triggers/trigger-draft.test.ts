import type { Trigger } from '@codexos/protocol/contracts/triggers.contract';
import { describe, expect, it } from 'vitest';
import type { RunInput } from '@/features/run/run-inputs';
import { missingInputs, newDraft, toConfig, toDraft, toInputs } from './trigger-draft';

const input = (name: string, rest: Partial<RunInput> = {}): RunInput => ({
  name,
  label: name,
  type: 'text',
  isRequired: true,
  defaultValue: undefined,
  help: undefined,
  ...rest,
});

describe('a trigger in the form', () => {
  it.each<Trigger['config']>([
    { type: 'schedule', cron: '0 9 * * 1', timeZone: 'Europe/Berlin', missed: 'all' },
    { type: 'schedule', cron: '*/5 * * * *', timeZone: 'UTC', missed: 'skip' },
    { type: 'webhook', scheme: 'github' },
    { type: 'webhook', scheme: 'standard', secret: 'secret:HOOK' },
    { type: 'source', sourceId: '01S', on: 'commits', paths: ['docs/**', '*.md'], everyMinutes: 15 },
  ])('is sent as it came: %o', (config) => {
    const trigger = { name: 'One', config, inputs: { text: 'x' } } as unknown as Trigger;
    expect(toConfig(toDraft(trigger, 'UTC'))).toEqual(config);
  });

  it('takes inputs of a webhook from fields of the same name', () => {
    const { inputs } = newDraft({
      type: 'webhook',
      timeZone: 'UTC',
      inputs: [input('text'), input('no-name')],
    });
    expect(inputs).toEqual({ text: '{{ body.text }}' });
    const change = newDraft({
      type: 'source',
      timeZone: 'UTC',
      inputs: [input('n', { type: 'number' }), input('text')],
    });
    expect(change.inputs).toEqual({ text: '{{ body.summary }}' });
  });

  it('leaves empty inputs to the flow, and says which it cannot do without', () => {
    const inputs = { given: 'x', empty: ' ' };
    expect(toInputs(inputs)).toEqual({ given: 'x' });
    const asked = [
      input('given'),
      input('empty'),
      input('usual', { defaultValue: 1 }),
      input('free', { isRequired: false }),
    ];
    expect(missingInputs(inputs, asked).map(({ name }) => name)).toEqual(['empty']);
  });
});
