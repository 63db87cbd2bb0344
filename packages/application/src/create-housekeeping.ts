/** What one process does for all of them: driving deployments, looking at the chain, going on with interrupted reading, removing old runs. */
import type { Cluster } from './create-cluster.ts';
import type { Duty } from './cluster/duties.ts';
import type { EvaluationService } from './features/agent-evaluations/evaluation-service.ts';
import type { DeploymentService } from './features/deployments/deployment-service.ts';
import type { GovernanceWatch } from './features/governance/governance-watch.ts';
import type { createKnowledge } from './features/knowledge/create-knowledge.ts';
import type { RetentionService } from './features/retention/retention.ts';
import type { KnowledgeRows } from './features/knowledge/knowledge-rows.ts';

export interface HousekeepingOptions {
  cluster: Pick<Cluster, 'role' | 'duty'>;
  deployments: DeploymentService;
  governanceWatch: GovernanceWatch;
  ingests: ReturnType<typeof createKnowledge>['ingests'];
  knowledgeRows: KnowledgeRows;
  retention: RetentionService;
  evaluations: EvaluationService;
}

/** Nothing in a process that only works on runs. */
export function createHousekeeping(options: HousekeepingOptions): Duty | undefined {
  const { cluster, deployments, governanceWatch, ingests, knowledgeRows, retention, evaluations } = options;
  if (cluster.role === 'worker') return undefined;
  return cluster.duty({
    name: 'housekeeping',
    async onHeld(isFirst) {
      // Deployments that other processes changed are found by looking again.
      await deployments.resumeAll();
      await evaluations.resumeAll();
      if (!isFirst) return;
      governanceWatch.start();
      retention.start();
      for (const source of await knowledgeRows.listInterrupted()) ingests.start(source);
    },
    async onLost() {
      await governanceWatch.close();
      await retention.close();
      await deployments.pause();
    },
  });
}
