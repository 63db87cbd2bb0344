/** Calls of a flow or an agent in the format of OpenAI; the token comes from the environment, never from the text. */
interface ExampleOptions {
  baseUrl: string;
  model: string;
  /** Whether it has to be told which knowledge base to ask. */
  needsSource: boolean;
}

const QUESTION = 'What can you do?';

export function openAiCurl({ baseUrl, model, needsSource }: ExampleOptions): string {
  const body = {
    model,
    ...(needsSource ? { metadata: { knowledge_base: 'its name' } } : {}),
    messages: [{ role: 'user', content: QUESTION }],
    stream: true,
  };
  return [
    `curl -N '${baseUrl}/chat/completions' \\`,
    `  -H "Authorization: Bearer $CODEXOS_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join('\n');
}

export function openAiNode({ baseUrl, model, needsSource }: ExampleOptions): string {
  return [
    `import OpenAI from 'openai';`,
    ``,
    `const client = new OpenAI({ baseURL: '${baseUrl}', apiKey: process.env.CODEXOS_TOKEN });`,
    `const answer = await client.chat.completions.create({`,
    `  model: '${model}',`,
    ...(needsSource ? [`  metadata: { knowledge_base: 'its name' },`] : []),
    `  messages: [{ role: 'user', content: '${QUESTION}' }],`,
    `});`,
    `console.log(answer.choices[0].message.content);`,
  ].join('\n');
}

export function openAiPython({ baseUrl, model, needsSource }: ExampleOptions): string {
  return [
    `import os`,
    `from openai import OpenAI`,
    ``,
    `client = OpenAI(base_url="${baseUrl}", api_key=os.environ["CODEXOS_TOKEN"])`,
    `answer = client.chat.completions.create(`,
    `    model="${model}",`,
    ...(needsSource ? [`    metadata={"knowledge_base": "its name"},`] : []),
    `    messages=[{"role": "user", "content": "${QUESTION}"}],`,
    `)`,
    `print(answer.choices[0].message.content)`,
  ].join('\n');
}
