import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow, FlowNode } from '@codexos/protocol/flow';
import type { ListingContent, ListingNeeds } from '@codexos/protocol/listing';
import type { JsonValue } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import { toolHostOf } from '@codexos/protocol/tool-url';
import { secretsOfRequest } from '@codexos/tools';
import { needsSource } from '../runs/needs-source.ts';

const SECRET_REFERENCE = /secret:([A-Za-z][A-Za-z0-9_]{0,99})/g;

/** What the content asks of a workspace, read from the content itself. */
export function needsOfContent(content: ListingContent): ListingNeeds {
  const flows = content.kind === 'flow' ? [content.flow, ...content.flows.map(({ flow }) => flow)] : [];
  const nodes = flows.flatMap((flow) => flow.nodes);
  const configs = content.agents.map(({ config }) => config);
  const settings = [...nodes.map((node) => node.config), ...configs];
  const documents = content.tools.map(({ document }) => document);
  const bundled = new Set(documents.map(({ name }) => name));
  return {
    secrets: secretsOf(nodes, documents),
    tools: namesIn(settings, ['tool', 'tools']).filter((name) => !bundled.has(name)),
    hosts: [...new Set(documents.flatMap(hostOf))].sort(),
    models: namesIn(settings, ['model', 'fallbackModels']),
    effects: content.kind === 'flow' ? effectsAllowedBy(flows) : effectsOf(documents),
    isAskingSource: flows.some(needsSource) || configs.some((config) => asksSource(config)),
  };
}

function asksSource({ knowledge }: AgentConfig): boolean {
  return knowledge.includes('source');
}

function namesIn(
  settings: readonly Record<string, JsonValue | unknown>[],
  fields: readonly string[],
): string[] {
  const values = settings.flatMap((config) => fields.flatMap((field) => config[field] ?? []));
  return [
    ...new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
  ].sort();
}

function hostOf({ request }: ToolDocument): string[] {
  const host = toolHostOf(request.url);
  return host === null ? [] : [host];
}

function effectsAllowedBy(flows: readonly Flow[]): ListingNeeds['effects'] {
  return [...new Set(flows.flatMap(({ settings }) => settings.allowedEffects))].sort();
}

function effectsOf(documents: readonly ToolDocument[]): ListingNeeds['effects'] {
  const effects = documents.flatMap(({ effect }) => (effect === 'read' ? [] : [effect]));
  return [...new Set(effects)].sort();
}

function secretsOf(nodes: readonly FlowNode[], documents: readonly ToolDocument[]): ListingNeeds['secrets'] {
  const found = new Map<string, { tools: Set<string>; hosts: Set<string> }>();
  for (const document of documents) {
    for (const name of secretsOfRequest(document.request)) {
      const entry = found.get(name) ?? { tools: new Set(), hosts: new Set() };
      entry.tools.add(document.name);
      for (const host of hostOf(document)) entry.hosts.add(host);
      found.set(name, entry);
    }
  }
  for (const { config } of nodes) {
    for (const [, name = ''] of JSON.stringify(config).matchAll(SECRET_REFERENCE)) {
      const entry = found.get(name) ?? { tools: new Set(), hosts: new Set() };
      if (typeof config.tool === 'string') entry.tools.add(config.tool);
      for (const host of hostsIn(config.arguments)) entry.hosts.add(host);
      found.set(name, entry);
    }
  }
  return [...found]
    .map(([name, { tools, hosts }]) => ({ name, tools: [...tools].sort(), hosts: [...hosts].sort() }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Hosts of the addresses that stand in the arguments as they are; one that is made at run time is not known yet. */
function hostsIn(values: JsonValue | undefined): string[] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return [];
  return Object.values(values).flatMap((value) =>
    typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value) && !value.includes('{{')
      ? [new URL(value).host]
      : [],
  );
}
