import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import type { Tool } from './define-tool.ts';

/** The plain description that catalogues, forms and models see. */
export function describeTool(tool: Tool): ToolDescriptor {
  const { name, label, description, icon, effect, inputSchema, outputSchema, secrets } = tool;
  return { name, label, description, icon, effect, inputSchema, outputSchema, secrets: [...secrets] };
}
