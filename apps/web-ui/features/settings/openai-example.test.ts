import { expect, it } from 'vitest';
import { openAiCurl, openAiNode, openAiPython } from './openai-example';

const options = { baseUrl: 'http://127.0.0.1:4600/v1', model: 'agent-plain-7f3k9q2m', needsSource: false };

it.each([openAiCurl, openAiNode, openAiPython])('names address and model, and never the token', (write) => {
  const text = write(options);
  expect(text).toContain('http://127.0.0.1:4600/v1');
  expect(text).toContain('agent-plain-7f3k9q2m');
  expect(text).toContain('CODEXOS_TOKEN');
  expect(text).not.toContain('knowledge_base');
  expect(write({ ...options, needsSource: true })).toContain('knowledge_base');
});
