/**
 * A process for the kill test of deployments. It takes up the deployment that it finds, or drafts and starts one, and
 * works until the deployment is closed; it kills itself with SIGKILL right after the event that it was told.
 */
import { createApplication, invoke, type UseCase } from '@codexos/application';
import { isDeploymentResting } from '@codexos/protocol/deployment-view';
import { createLogger } from '@codexos/utils/logging';

export interface DeploymentKillOrder {
  dataFolder: string;
  url: string;
  apiKey: string;
  /** Counted in this process, from 1; absent for one that nothing kills from within. */
  dieAfterEvent?: number | undefined;
}

const order = JSON.parse(process.argv[2] ?? '{}') as DeploymentKillOrder;
const application = await createApplication({
  dataFolder: order.dataFolder,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger: createLogger({ level: 'silent' }),
  version: '0.0.0',
  akash: {
    url: order.url,
    timings: { pollMs: 15, collectMs: 30, settleMs: 30, retryMs: 10, healthMs: 50 },
  },
});
const { services } = application;
const principal = await services.sessions.localPrincipal();
let eventCount = 0;

async function call(name: string, request: { params?: object; body?: object }): Promise<unknown> {
  const useCase = application.useCases.find(({ contract }) => contract.name === name);
  if (!useCase) throw new Error(`There is no use case ${name}.`);
  return invoke(useCase as UseCase, { services, principal, request });
}

async function prepare(): Promise<string> {
  const [known] = await services.deployments.list(principal.workspaceId);
  if (known) return known.id;
  if ((await services.vault.list(principal.workspaceId)).length === 0) {
    const grants = { providers: ['akash'] };
    await call('createSecret', { body: { name: 'AKASH_API_KEY', value: order.apiKey, grants } });
  }
  const body = { target: { type: 'app' }, image: 'registry.example/codexos:1' };
  const { deployment } = (await call('createDeployment', { body })) as { deployment: { id: string } };
  return deployment.id;
}

const deploymentId = await prepare();
const key = { workspaceId: principal.workspaceId, deploymentId };
const closed = new Promise<void>((resolve) => {
  const settle = async (): Promise<void> => {
    const { state } = await services.deployments.get(key);
    if (state === 'closed') resolve();
    // A live service has been seen to work: the way back begins.
    if (state === 'live') await call('closeDeployment', { params: { deploymentId } });
    if (state === 'failed') await call('retryDeployment', { params: { deploymentId } });
  };
  services.topics.deployment.subscribe(deploymentId, ({ type }) => {
    eventCount += 1;
    if (eventCount === order.dieAfterEvent) process.kill(process.pid, 'SIGKILL');
    if (type === 'endpoint-find' || type === 'close-end' || type === 'step-fail') void settle();
  });
  void settle();
});
await application.start();
const { state } = await services.deployments.get(key);
if (state === 'draft') await call('startDeployment', { params: { deploymentId } });
else if (isDeploymentResting(state) && state !== 'closed')
  await call('retryDeployment', { params: { deploymentId } });
await closed;
process.stdout.write(`${JSON.stringify(await services.deployments.describe(key))}\n`);
await application.close();
