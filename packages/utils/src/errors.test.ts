import { ERROR_CODES, errorCodes } from '@codexos/protocol/error-codes';
import { describe, expect, it } from 'vitest';
import { CodexError, toCodexError, toWireError } from './errors.ts';

describe('errors', () => {
  it('show title, message, hint and details, and keep cause and stack to themselves', () => {
    const cause = new Error('password=hunter2');
    const error = new CodexError({
      code: 'TOOL_FAILED',
      message: 'The tool failed.',
      hint: 'Try again.',
      details: { tool: 'x' },
      cause,
    });
    expect(toWireError(error, { errorId: 'e1' })).toEqual({
      code: 'TOOL_FAILED',
      title: ERROR_CODES.TOOL_FAILED.title,
      message: 'The tool failed.',
      hint: 'Try again.',
      details: { tool: 'x' },
      errorId: 'e1',
    });
  });

  it('say nothing of a fault that nobody expected', () => {
    expect(JSON.stringify(toWireError(new Error('connect postgres://u:secret@h')))).not.toContain('secret');
  });

  it('know each other across two copies of the module', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('codexos.error')]: true, code: 'NOT_FOUND' });
    expect(CodexError.is(foreign)).toBe(true);
    expect(toCodexError(foreign)).toBe(foreign);
    expect(CodexError.is(new Error('x'))).toBe(false);
  });

  it('have a status and a title for every code', () => {
    for (const code of errorCodes) {
      expect(ERROR_CODES[code].status).toBeGreaterThanOrEqual(400);
      expect(ERROR_CODES[code].title).toMatch(/^[A-Z].*[^.]$/);
    }
  });
});
