import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './database.ts';
import { initialMigration } from './migrations/0001-initial.ts';
import { sourceVectorsMigration } from './migrations/0002-source-vectors.ts';
import { vaultMigration } from './migrations/0003-vault.ts';
import { auditMigration } from './migrations/0004-audit.ts';
import { peopleMigration } from './migrations/0005-people.ts';
import { governanceMigration } from './migrations/0006-governance.ts';
import { deploymentsMigration } from './migrations/0007-deployments.ts';
import { marketplaceMigration } from './migrations/0008-marketplace.ts';
import { toolsMigration } from './migrations/0009-tools.ts';
import { governanceAgentsMigration } from './migrations/0010-governance-agents.ts';
import { runAlarmsMigration } from './migrations/0011-run-alarms.ts';
import { runLeasesMigration } from './migrations/0017-run-leases.ts';
import { runOriginsMigration } from './migrations/0018-run-origins.ts';
import { runValuesMigration } from './migrations/0021-run-values.ts';
import { runNodesMigration } from './migrations/0020-run-nodes.ts';
import { signalWaitsMigration } from './migrations/0012-signal-waits.ts';
import { runCallersMigration } from './migrations/0013-run-callers.ts';
import { estateMigration } from './migrations/0022-estate.ts';
import { triggersMigration } from './migrations/0016-triggers.ts';
import { triggerSourcesMigration } from './migrations/0019-trigger-sources.ts';
import { agentEvaluationsMigration } from './migrations/0019-agent-evaluations.ts';

/** A migration is written once and runs on both databases; `kind` is for the few column types that differ. */
export type PortableMigration = (kind: Database['kind']) => Migration;

const MIGRATIONS: Record<string, PortableMigration> = {
  '0001-initial': initialMigration,
  '0002-source-vectors': sourceVectorsMigration,
  '0003-vault': vaultMigration,
  '0004-audit': auditMigration,
  '0005-people': peopleMigration,
  '0006-governance': governanceMigration,
  '0007-deployments': deploymentsMigration,
  '0008-marketplace': marketplaceMigration,
  '0009-tools': toolsMigration,
  '0010-governance-agents': governanceAgentsMigration,
  '0011-run-alarms': runAlarmsMigration,
  '0017-run-leases': runLeasesMigration,
  '0018-run-origins': runOriginsMigration,
  '0020-run-nodes': runNodesMigration,
  '0012-signal-waits': signalWaitsMigration,
  '0013-run-callers': runCallersMigration,
  '0016-triggers': triggersMigration,
  '0021-run-values': runValuesMigration,
  '0022-estate': estateMigration,
  '0019-trigger-sources': triggerSourcesMigration,
  '0019-agent-evaluations': agentEvaluationsMigration,
};

/** Applies what is missing, in order, each once. */
export async function migrate(database: Database): Promise<void> {
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, create]) => [name, create(database.kind)]),
  );
  const migrator = new Migrator({
    db: database.query,
    provider: { getMigrations: async () => migrations },
    // Features grow side by side, and each brings tables of its own.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
}
