/**
 * Secrets of a deployment: which ones the flow needs, with the grants that they have here, and how they reach the
 * deployed instance. The bundle holds names and grants; the values go in the environment of the container.
 */
import type { ServedBundle } from '@codexos/chain/akash';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { SecretGrants } from '@codexos/protocol/secret';
import type { Services } from '../../services.ts';
import { needsOfContent } from '../marketplace/needs-of-content.ts';
import type { Bundle } from './bundle.ts';

const REFERENCE = /secret:([A-Za-z][A-Za-z0-9_]{0,99})/g;

export interface BundleSecrets {
  /** What the vault of the deployed instance is filled with. */
  secrets: Bundle['secrets'];
  /** Lines of the SDL: those secrets, and the keys of the providers whose models are called. */
  lines: ServedBundle['secrets'];
}

/** Name of the variable that brings a secret to the deployed instance. */
export function variableOf(secret: string): string {
  return `CODEXOS_SECRET_${secret}`;
}

export async function collectSecrets(
  { vault, models }: Pick<Services, 'vault' | 'models'>,
  workspaceId: WorkspaceId,
  { flow, flows, agents, tools }: { flow: Flow } & Pick<Bundle, 'flows' | 'agents' | 'tools'>,
): Promise<BundleSecrets> {
  const listed = agents.map(({ name, description, config }) => ({ key: 'agent', name, description, config }));
  const needs = needsOfContent({
    kind: 'flow',
    flow,
    flows: flows.map((called) => ({ key: 'flow', flow: called.flow })),
    agents: listed,
    tools: tools.map((document) => ({ document })),
  });
  const known = new Map((await vault.list(workspaceId)).map((secret) => [secret.name, secret.grants]));
  const providers = await models.providers(workspaceId, { isRefresh: false });
  const called = new Set(needs.models.map((ref) => ref.slice(0, ref.indexOf('/'))));
  const keys = providers.flatMap(({ name, secretName }) =>
    secretName !== undefined && called.has(name) ? [secretName] : [],
  );
  const secrets = namesIn({ flow, flows, agents, tools }).map((name) => ({
    name,
    grants: grantsFor(
      known.get(name),
      needs.secrets.find((need) => need.name === name),
    ),
  }));
  return {
    secrets,
    lines: [
      ...secrets.map(({ name }) => ({ variable: variableOf(name), secret: name })),
      ...keys.map((name) => ({ variable: name, secret: name })),
    ],
  };
}

/** In a tool's arguments or its document, in instructions, anywhere. */
function namesIn(content: object): string[] {
  return [...new Set([...JSON.stringify(content).matchAll(REFERENCE)].map(([, name = '']) => name))].sort();
}

/** The tools and hosts of the vault's grant; of a secret that is not there yet, those that the flow names. */
function grantsFor(
  granted: SecretGrants | undefined,
  needed: { tools: string[]; hosts: string[] } | undefined,
): SecretGrants {
  if (granted) return { ...granted, providers: [] };
  return { tools: needed?.tools ?? [], hosts: needed?.hosts ?? [], providers: [], agents: [] };
}
