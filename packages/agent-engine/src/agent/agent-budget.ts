import type { AgentConfig } from '@codexos/protocol/agent';
import type { DurableCalls } from '../node-context.ts';

export interface ReachedLimit {
  limit: 'steps' | 'tokens' | 'money' | 'time';
  message: string;
}

/** Keeps count of what an agent may still do. */
export interface AgentBudget {
  /** Counts one turn of the model; the limit that forbids it, or null. */
  takeStep(): ReachedLimit | null;
}

export function createAgentBudget(
  limits: AgentConfig['limits'],
  calls: Pick<DurableCalls, 'now' | 'usage'>,
): AgentBudget {
  const startedAt = calls.now();
  let stepCount = 0;
  return {
    takeStep() {
      const { inputTokens, outputTokens, microUsd } = calls.usage();
      const tokens = inputTokens + outputTokens;
      if (stepCount >= limits.maxSteps) return reached('steps', `${limits.maxSteps} turns`);
      if (tokens >= limits.maxTokens) return reached('tokens', `${limits.maxTokens} tokens`);
      if (microUsd > 0 && microUsd >= limits.maxMicroUsd)
        return reached('money', `${limits.maxMicroUsd} micro-USD`);
      if (calls.now() - startedAt >= limits.maxDurationMs)
        return reached('time', `${limits.maxDurationMs} ms`);
      stepCount += 1;
      return null;
    },
  };
}

function reached(limit: ReachedLimit['limit'], amount: string): ReachedLimit {
  return { limit, message: limitWords(amount) };
}

export function limitWords(amount: string): string {
  return `The agent has used its ${amount}, which is its limit.`;
}
