/** Puts what a deployed instance serves into its empty database. A restart of the container finds it there already. */
import { createFlowDocument, readFlow } from '@codexos/flow-document';
import { CodexError } from '@codexos/utils/errors';
import { sha256, stableJson } from '@codexos/utils/hash';
import * as Y from 'yjs';
import type { Principal } from '../../guard/principal.ts';
import type { Services } from '../../services.ts';
import { contentHashOf } from '../flows/content-hash.ts';
import { unpackBundle, type Bundle } from './bundle.ts';

type InstallServices = Pick<Services, 'database' | 'sessions' | 'flows' | 'compiler' | 'clock'>;

export interface InstallRequest {
  packed: string;
  /** SHA-256 in hex of the token that may call it. */
  tokenHash: string;
}

/** Throws REQUEST_INVALID when the bundle or the hash cannot be read, and FLOW_INVALID when it cannot run here. */
export async function installBundle(services: InstallServices, request: InstallRequest): Promise<void> {
  const bundle = unpackBundle(request.packed);
  if (!/^[0-9a-f]{64}$/.test(request.tokenHash)) throw hashInvalid();
  const principal = await services.sessions.localPrincipal();
  for (const agent of bundle.agents) await putAgent(services, principal, agent);
  await services.compiler.assertRunnable(principal.workspaceId, bundle.flow.flow);
  await putFlow(services, principal, bundle.flow);
  await services.sessions.adoptToken(principal, { name: 'Deployment', tokenHash: request.tokenHash });
}

async function putFlow(
  { database, flows, clock }: InstallServices,
  { workspaceId }: Principal,
  { id, version, flow }: Bundle['flow'],
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
  const latest = await flows.latestVersion(key);
  if (latest?.number !== version)
    await flows.insertVersion(key, { number: version, contentHash: contentHashOf(flow), flow, at: clock() });
  await flows.setPublished(key, version);
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

function hashInvalid(): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: 'CODEXOS_BUNDLE_TOKEN_HASH is not a SHA-256 in hex.',
    hint: 'Leave the line as the draft of the deployment has it.',
  });
}
