/** A call of a published flow from a shell; the token comes from the environment, never from the text. */
export function curlExample(origin: string, flowId: string, input: Record<string, unknown>): string {
  const body = JSON.stringify({ input }, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST '${origin}/api/v1/published/${flowId}/runs' \\`,
    `  -H "Authorization: Bearer $CODEXOS_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}

interface InputNode {
  kind: string;
  config: Record<string, unknown>;
}

/** The inputs that a flow asks for, each with a value to replace. */
export function sampleInput(nodes: readonly InputNode[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { kind, config } of nodes) {
    if (kind !== 'input' || typeof config.name !== 'string') continue;
    input[config.name] = config.default ?? config.defaultValue ?? '…';
  }
  return input;
}
