import type { Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { defineNode } from './define-node.ts';
import { done, paused } from './outcome.ts';

const meta = { label: 'X', group: 'logic', icon: 'x', summary: 'X' } as const;
const config = z.object({ count: z.number(), name: z.string().optional() });

it('infers the config and the values of the ports', () => {
  defineNode({
    kind: 'x',
    version: 1,
    meta,
    config,
    ports: {
      in: {
        text: { label: 'T', type: 'text', required: true },
        found: { label: 'P', type: 'passages' },
        all: { label: 'A', type: 'any', many: true },
      },
      out: { value: { label: 'V', type: 'any' } },
    },
    run(context) {
      expectTypeOf(context.config).toEqualTypeOf<{ count: number; name?: string | undefined }>();
      expectTypeOf(context.input.text).toEqualTypeOf<string>();
      expectTypeOf(context.input.found).toEqualTypeOf<Passage[] | undefined>();
      expectTypeOf(context.input.all).toEqualTypeOf<JsonValue[]>();
      return context.config.count > 1 ? done({ port: 'value', value: 1 }) : paused({ reason: 'wait' });
    },
  });
});

it('refuses names of ports and settings that do not exist', () => {
  defineNode({
    kind: 'x',
    version: 1,
    meta,
    config,
    ports: { in: {}, out: { value: { label: 'V', type: 'any' } } },
    // @ts-expect-error there is no setting of that name
    cardSettings: ['size'],
    // @ts-expect-error there is no out-port of that name
    run: () => done({ port: 'result', value: 1 }),
  });
});
