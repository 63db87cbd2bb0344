import type { ServerAnswer } from './scripted-model-server.ts';

/** An answer as Anthropic's messages API streams it. */
export function anthropicFrames({ text = '', toolCalls = [], usage }: ServerAnswer): string[] {
  const { inputTokens = 11, outputTokens = 7 } = usage ?? {};
  const frames = [
    frame('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'tiny',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: inputTokens, output_tokens: 1 },
      },
    }),
  ];
  let index = 0;
  if (text !== '') {
    frames.push(
      frame('content_block_start', { index, content_block: { type: 'text', text: '' } }),
      ...(text.match(/\S+\s*|\s+/g) ?? []).map((piece) =>
        frame('content_block_delta', { index, delta: { type: 'text_delta', text: piece } }),
      ),
      frame('content_block_stop', { index }),
    );
    index += 1;
  }
  for (const { id, name, input } of toolCalls) {
    const json = JSON.stringify(input);
    const half = Math.ceil(json.length / 2);
    frames.push(
      frame('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } }),
      ...[json.slice(0, half), json.slice(half)].map((piece) =>
        frame('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: piece } }),
      ),
      frame('content_block_stop', { index }),
    );
    index += 1;
  }
  frames.push(
    frame('message_delta', {
      delta: { stop_reason: toolCalls.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: outputTokens },
    }),
    frame('message_stop', {}),
  );
  return frames;
}

function frame(type: string, body: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`;
}
