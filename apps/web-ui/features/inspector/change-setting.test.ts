import type { PortDescriptor } from '@codexos/protocol/catalogue';
import { expect, it } from 'vitest';
import { portChange } from './change-setting';

const ports = (...names: string[]): PortDescriptor[] =>
  names.map((name) => ({ name, label: name, type: 'any', required: false, many: false }));

it('takes one name in the place of another for a new name', () => {
  expect(portChange(ports('a', 'b', 'c'), ports('a', 'x', 'c'))).toEqual({
    renamed: new Map([['b', 'x']]),
    gone: new Set(),
  });
});

it('says which ports are gone', () => {
  expect(portChange(ports('a', 'b', 'c'), ports('a', 'c'))).toEqual({
    renamed: new Map(),
    gone: new Set(['b']),
  });
  expect(portChange(ports('a', 'b'), ports('x', 'y'))).toEqual({
    renamed: new Map(),
    gone: new Set(['a', 'b']),
  });
});

it('leaves the edges alone when ports come or only move', () => {
  expect(portChange(ports('a', 'b'), ports('b', 'a', 'c'))).toEqual({ renamed: new Map(), gone: new Set() });
});
