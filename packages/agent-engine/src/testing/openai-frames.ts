import type { ServerAnswer } from './scripted-model-server.ts';

/** An answer as OpenAI's chat completions stream it. */
export function openAiFrames({ text = '', toolCalls = [], usage }: ServerAnswer): string[] {
  const chunk = (delta: object, finishReason: string | null = null): string =>
    frame({
      id: 'chat-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'tiny',
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    });
  const { inputTokens = 11, outputTokens = 7 } = usage ?? {};
  return [
    chunk({ role: 'assistant', content: '' }),
    ...(text.match(/\S+\s*|\s+/g) ?? []).map((content) => chunk({ content })),
    ...toolCalls.flatMap(({ id, name, input }, index) => {
      const json = JSON.stringify(input);
      const half = Math.ceil(json.length / 2);
      return [
        chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
        // Arguments come in pieces that are no JSON by themselves.
        chunk({ tool_calls: [{ index, function: { arguments: json.slice(0, half) } }] }),
        chunk({ tool_calls: [{ index, function: { arguments: json.slice(half) } }] }),
      ];
    }),
    chunk({}, toolCalls.length > 0 ? 'tool_calls' : 'stop'),
    frame({
      id: 'chat-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'tiny',
      choices: [],
      usage: {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
      },
    }),
    'data: [DONE]\n\n',
  ];
}

function frame(body: object): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}
