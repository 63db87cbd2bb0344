import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createToolRunner } from './create-tool-runner.ts';
import { defineTool } from './define-tool.ts';

const echoTool = defineTool({
  name: 'echo',
  label: 'Echo',
  description: 'Say it again.',
  icon: 'megaphone',
  effect: 'read',
  input: z.object({ text: z.string().meta({ label: 'Text' }), times: z.int().default(1) }),
  output: z.object({ text: z.string() }),
  run: ({ input }) => Promise.resolve({ output: { text: input.text.repeat(input.times) } }),
});
const deafTool = defineTool({
  ...base('deaf'),
  timeoutMs: 50,
  run: () => new Promise<never>(() => undefined),
});
const brokenTool = defineTool({ ...base('broken'), run: () => Promise.reject(new TypeError('no idea')) });
const liarTool = defineTool({
  ...base('liar'),
  run: () => Promise.resolve({ output: { text: 1 } as unknown as { text: string } }),
});

function base(name: string) {
  return {
    name,
    label: name,
    description: name,
    icon: 'x',
    effect: 'write' as const,
    input: z.object({}),
    output: z.object({ text: z.string() }),
  };
}

const runner = createToolRunner({ tools: [echoTool, deafTool, brokenTool, liarTool], maxOutputChars: 100 });

describe('createToolRunner', () => {
  it('runs a tool with the defaults of its schema', async () => {
    expect(await runner.run({ tool: 'echo', input: { text: 'a' } })).toEqual({ output: { text: 'a' } });
  });

  it('describes tools with JSON Schema, form labels and how they may be repeated', () => {
    const [echo, deaf] = runner.list();
    expect(echo).toMatchObject({
      name: 'echo',
      effect: 'read',
      replay: 'safe',
      inputSchema: { properties: { text: { label: 'Text' } }, required: ['text'] },
    });
    expect(deaf?.replay).toBe('once');
  });

  it('names each wrong input', async () => {
    const failure = runner.run({ tool: 'echo', input: { text: 1, times: 1.5 } });
    await expect(failure).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
      details: { problems: [{ path: 'text' }, { path: 'times' }] },
    });
  });

  it('knows the tools that there are', async () => {
    await expect(runner.run({ tool: 'nope', input: {} })).rejects.toMatchObject({
      code: 'TOOL_NOT_FOUND',
      hint: expect.stringContaining('echo'),
    });
  });

  it('stops waiting for a tool that does not listen', async () => {
    await expect(runner.run({ tool: 'deaf', input: {} })).rejects.toMatchObject({ code: 'TOOL_TIMED_OUT' });
    const controller = new AbortController();
    const pending = runner.run({ tool: 'deaf', input: {}, signal: controller.signal });
    controller.abort(new Error('cancelled by a person'));
    await expect(pending).rejects.toThrow('cancelled by a person');
  });

  it('wraps what a tool throws and checks what it answers', async () => {
    await expect(runner.run({ tool: 'broken', input: {} })).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: 'broken failed: no idea',
    });
    await expect(runner.run({ tool: 'liar', input: {} })).rejects.toMatchObject({ code: 'TOOL_FAILED' });
    await expect(runner.run({ tool: 'echo', input: { text: 'x'.repeat(200) } })).rejects.toMatchObject({
      code: 'TOOL_FAILED',
    });
  });
});
