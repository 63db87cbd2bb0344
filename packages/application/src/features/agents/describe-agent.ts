import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Services } from '../../services.ts';
import type { AgentRecord } from './agent-store.ts';
import { findAgentProblems } from './find-agent-problems.ts';

export async function describeAgent(
  services: Services,
  workspaceId: WorkspaceId,
  agent: AgentRecord,
): Promise<AgentDetail> {
  return { ...agent, problems: await findAgentProblems(services, workspaceId, agent) };
}
