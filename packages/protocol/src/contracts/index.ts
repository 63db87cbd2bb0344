/** Every contract, by resource. The server refuses to start when one of them has no route. */
import * as agentEvaluations from './agent-evaluations.contract.ts';
import * as agentFiles from './agent-files.contract.ts';
import * as agents from './agents.contract.ts';
import * as audit from './audit.contract.ts';
import * as conversations from './conversations.contract.ts';
import * as deployments from './deployments.contract.ts';
import * as files from './files.contract.ts';
import * as flows from './flows.contract.ts';
import * as governanceAgents from './governance-agents.contract.ts';
import * as governance from './governance.contract.ts';
import * as knowledge from './knowledge.contract.ts';
import * as marketplace from './marketplace.contract.ts';
import * as openai from './openai.contract.ts';
import * as people from './people.contract.ts';
import * as queue from './queue.contract.ts';
import * as retention from './retention.contract.ts';
import * as runValues from './run-values.contract.ts';
import * as runs from './runs.contract.ts';
import * as secrets from './secrets.contract.ts';
import * as session from './session.contract.ts';
import * as settings from './settings.contract.ts';
import * as share from './share.contract.ts';
import * as signals from './signals.contract.ts';
import * as system from './system.contract.ts';
import * as tools from './tools.contract.ts';
import * as triggers from './triggers.contract.ts';
import type { Contract } from '../contract.ts';

const modules = [
  session,
  people,
  share,
  system,
  flows,
  runValues,
  runs,
  queue,
  retention,
  signals,
  openai,
  triggers,
  agents,
  agentEvaluations,
  agentFiles,
  tools,
  knowledge,
  files,
  conversations,
  marketplace,
  governance,
  governanceAgents,
  secrets,
  deployments,
  audit,
  settings,
];

export const ALL_CONTRACTS: readonly Contract[] = modules
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isContract);

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'method' in value && 'permission' in value;
}
