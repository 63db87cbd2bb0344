/** Puts what a deployed instance serves into its empty database. A restart of the container finds it there already. */
import { createFlowDocument, readFlow } from '@codexos/flow-document';
import type { ToolDocument } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import { sha256, stableJson } from '@codexos/utils/hash';
import * as Y from 'yjs';
import type { Principal } from '../../guard/principal.ts';
import type { Services } from '../../services.ts';
import { contentHashOf } from '../flows/content-hash.ts';
import { unpackBundle, type Bundle } from './bundle.ts';
import { variableOf } from './bundle-secrets.ts';
import { isCallTokenKey } from './call-token.ts';

type InstallServices = Pick<
  Services,
  'database' | 'sessions' | 'flows' | 'compiler' | 'clock' | 'vault' | 'logger' | 'tools' | 'workspaceTools'
>;

export interface InstallRequest {
  packed: string;
  /** Signs the tokens that may call it. */
  tokenKey: string;
  /** Reads the environment, which brings the values of its secrets. */
  readSecret: (name: string) => string | undefined;
}

/** Throws REQUEST_INVALID when the bundle or the key cannot be read, and FLOW_INVALID when it cannot run here. */
export async function installBundle(services: InstallServices, request: InstallRequest): Promise<void> {
  const bundle = unpackBundle(request.packed);
  if (!isCallTokenKey(request.tokenKey)) throw keyInvalid();
  const principal = await services.sessions.localPrincipal();
  for (const tool of bundle.tools) await putTool(services, principal, tool);
  for (const agent of bundle.agents) await putAgent(services, principal, agent);
  for (const called of bundle.flows) await putFlow(services, principal, called);
  await services.compiler.assertRunnable(principal.workspaceId, bundle.flow.flow);
  await putFlow(services, principal, { ...bundle.flow, isPublished: true });
  await putSecrets(services, principal, { secrets: bundle.secrets, readSecret: request.readSecret });
  services.sessions.trustCallTokens(principal, request.tokenKey);
}

async function putFlow(
  { database, flows, clock }: InstallServices,
  { workspaceId }: Principal,
  { id, version, isPublished, flow }: Bundle['flows'][number],
): Promise<void> {
  const key = { workspaceId, flowId: id };
  const { query } = database;
  const known = await query.selectFrom('flows').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) {
    const document = createFlowDocument(flow);
    await flows.create({
      ...key,
      name: flow.name,
      description: flow.description,
      document: Y.encodeStateAsUpdate(document),
      draft: readFlow(document),
      createdAt: clock(),
    });
    document.destroy();
  }
  const versions = await flows.listVersions(key);
  if (!versions.some(({ number }) => number === version))
    await flows.insertVersion(key, { number: version, contentHash: contentHashOf(flow), flow, at: clock() });
  if (isPublished) await flows.setPublished(key, version);
}

/** A tool is known by its name; after a restart it is there already. */
async function putTool(
  { tools, workspaceTools }: InstallServices,
  { workspaceId }: Principal,
  document: ToolDocument,
): Promise<void> {
  tools.rules.assertUsable(document);
  const known = await workspaceTools.list(workspaceId);
  if (known.some((tool) => tool.document.name === document.name)) return;
  await workspaceTools.create(workspaceId, document);
}

async function putAgent(
  { database, clock }: InstallServices,
  { workspaceId }: Principal,
  { id, name, description, config }: Bundle['agents'][number],
): Promise<void> {
  const now = clock();
  const text = JSON.stringify(config);
  await database.query.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('agents')
      .values({
        id,
        workspace_id: workspaceId,
        name,
        description,
        draft: text,
        revision: 1,
        published_version: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('agent_versions')
      .values({
        workspace_id: workspaceId,
        agent_id: id,
        number: 1,
        content_hash: sha256(stableJson(config)),
        name: null,
        config: text,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** What did not come is left out: the call that needs it says so. */
async function putSecrets(
  { vault, logger }: InstallServices,
  { workspaceId, userId }: Principal,
  { secrets, readSecret }: Pick<InstallRequest, 'readSecret'> & Pick<Bundle, 'secrets'>,
): Promise<void> {
  const known = new Map((await vault.list(workspaceId)).map(({ id, name }) => [name, id]));
  for (const { name, grants } of secrets) {
    const value = readSecret(variableOf(name));
    const secretId = known.get(name);
    if (value === undefined) logger.warn({ secret: name }, `The secret ${name} did not come with the bundle`);
    else if (secretId === undefined)
      await vault.create({
        workspaceId,
        name,
        description: 'Came with the deployment',
        value,
        grants,
        by: userId,
      });
    else await vault.rotate({ workspaceId, secretId }, value, userId);
  }
}

function keyInvalid(): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: 'CODEXOS_BUNDLE_TOKEN_KEY is not a key of a deployment.',
    hint: 'Leave the line as the draft of the deployment has it.',
  });
}
