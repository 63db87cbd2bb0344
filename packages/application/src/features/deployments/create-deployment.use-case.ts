import { randomBytes } from 'node:crypto';
import { buildSdl } from '@codexos/chain/akash';
import { createDeployment } from '@codexos/protocol/contracts/deployments.contract';
import type { DeploymentId } from '@codexos/protocol/ids';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';
import { TOKEN_PREFIX } from '../session/api-token-store.ts';
import { buildBundle } from './build-bundle.ts';
import { packBundle } from './bundle.ts';

export const createDeploymentUseCase = defineUseCase(
  createDeployment,
  async ({ services, principal, body }) => {
    const { workspaceId, userId } = principal;
    const { target: asked, image, cpu, memoryMb, storageGb, rule, depositMicroUsd } = body;
    const id = createId<DeploymentId>();
    const sizes = { deploymentId: id, image, cpu, memoryMb, storageGb };
    if (asked.type === 'app') {
      const name = body.name ?? 'CodexOS';
      const sdl = buildSdl({ ...sizes, title: `${name} on Akash`, serves: { type: 'app' } });
      const draft = { name, target: { type: 'app' as const }, sdl, rule, depositMicroUsd };
      return { deployment: await services.deployments.create({ workspaceId, id }, draft, userId) };
    }
    const { bundle, target, name: usual } = await buildBundle(services, { ...asked, workspaceId });
    const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
    const name = body.name ?? usual.slice(0, 80);
    const sdl = buildSdl({
      ...sizes,
      title: `${name}, version ${bundle.flow.version}, served by CodexOS on Akash`,
      serves: { type: 'bundle', bundle: packBundle(bundle), tokenHash: sha256(token) },
    });
    const draft = { name, target, sdl, rule, depositMicroUsd };
    return { deployment: await services.deployments.create({ workspaceId, id }, draft, userId), token };
  },
);
