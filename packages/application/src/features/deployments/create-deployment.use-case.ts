import { buildSdl } from '@codexos/chain/akash';
import { createDeployment } from '@codexos/protocol/contracts/deployments.contract';
import type { DeploymentId } from '@codexos/protocol/ids';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';
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
    const built = await buildBundle(services, { ...asked, workspaceId });
    const name = body.name ?? built.name.slice(0, 80);
    const sdl = buildSdl({
      ...sizes,
      title: `${name}, version ${built.bundle.flow.version}, served by CodexOS on Akash`,
      serves: {
        type: 'bundle',
        bundle: packBundle(built.bundle),
        tokenKey: services.deployments.tokenKeyOf(id),
        secrets: built.secretLines,
      },
    });
    const draft = { name, target: built.target, sdl, rule, depositMicroUsd };
    return { deployment: await services.deployments.create({ workspaceId, id }, draft, userId) };
  },
  ({ body: { target }, response }) => ({
    target: response?.deployment.id,
    details: { ...target, ...(response ? { name: response.deployment.name } : {}) },
  }),
);
