import { expect, it } from 'vitest';
import { createLogger } from './logging.ts';

it('prints no secret under its usual names, at the top or below', () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  logger.info(
    {
      apiKey: 'k-1',
      token: 'k-2',
      request: { authorization: 'k-3', headers: { cookie: 'k-4' } },
      name: 'kept',
    },
    'called',
  );
  expect(lines.join('')).not.toMatch(/k-\d/);
  expect(lines.join('')).toContain('kept');
});
