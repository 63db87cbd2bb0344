import { expect, it } from 'vitest';
import { describeExposure } from './exposure.ts';

it.each([
  ['local', '0.0.0.0', undefined, true],
  ['local', '192.168.0.4', undefined, true],
  ['local', '127.0.0.1', undefined, false],
  ['local', '::1', undefined, false],
  ['accounts', '0.0.0.0', undefined, false],
  ['local', '0.0.0.0', 'H4sI', false],
] as const)('with %s on %s and the bundle %s, warns: %s', (auth, host, bundle, isWarning) => {
  const text = describeExposure({ CODEXOS_AUTH: auth, CODEXOS_HOST: host, CODEXOS_BUNDLE: bundle });
  expect(text !== undefined).toBe(isWarning);
});
