import { BUILTIN_MODEL } from '@codexos/protocol/model';
import type { FlowSettings } from '@codexos/protocol/flow';
import type { CompileEnv, ConfigProblem } from '../node-kind.ts';

type Env = CompileEnv & { settings: FlowSettings };

/** A model that nothing offers. */
export function modelProblems(ref: string, { models }: Env, configPath: string): ConfigProblem[] {
  const provider = ref.slice(0, ref.indexOf('/'));
  if (!models || models.includes(ref) || models.includes(`${provider}/*`) || ref === BUILTIN_MODEL) return [];
  return [
    {
      code: 'MODEL_UNKNOWN',
      message: `the model “${ref}” is not available.`,
      hint: 'Choose another model, or set its provider up.',
      configPath,
    },
  ];
}

/** A tool that does not exist, one with an effect that the flow has not turned on, or one whose secrets are missing. */
export function toolProblems(name: string, env: Env, configPath: string): ConfigProblem[] {
  const { tools, settings } = env;
  if (!tools) return [];
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) {
    return [
      {
        code: 'TOOL_UNKNOWN',
        message: `there is no tool “${name}”.`,
        hint: `Tools are: ${tools.map((candidate) => candidate.name).join(', ')}.`,
        configPath,
      },
    ];
  }
  const references = tool.secrets.map((secret) => `secret:${secret}`).join(' ');
  const missing = secretProblems(references, { tool: name, configPath }, env);
  if (tool.effect === 'read' || settings.allowedEffects.includes(tool.effect)) return missing;
  return [
    ...missing,
    {
      code: 'EFFECT_NOT_ALLOWED',
      message: `the tool “${name}” can ${tool.effect === 'spend' ? 'spend money' : 'change things'}, and the flow does not allow that.`,
      hint: `Turn “${tool.effect}” on in the settings of the flow, or use another tool.`,
      configPath,
    },
  ];
}

/** A knowledge base that does not exist; `source` is what the run binds and is always fine. */
export function knowledgeProblems(id: string, { knowledge }: Env, configPath: string): ConfigProblem[] {
  if (!knowledge || id === 'source' || knowledge.includes(id)) return [];
  return [
    {
      code: 'KNOWLEDGE_UNKNOWN',
      message: `there is no knowledge base “${id}”.`,
      hint: 'Choose another one, or “source” for what the run is started with.',
      configPath,
    },
  ];
}

/** An agent that does not exist. */
export function agentProblems(agentId: string, { agents }: Env, configPath: string): ConfigProblem[] {
  if (!agents || agents.some((agent) => agent.agentId === agentId)) return [];
  return [
    {
      code: 'AGENT_UNKNOWN',
      message: `there is no agent “${agentId}”.`,
      hint: 'Choose another agent, or leave the field empty to describe one here.',
      configPath,
    },
  ];
}

const SECRET_REFERENCE = /secret:([A-Za-z][A-Za-z0-9_]{0,99})/g;

/** References to secrets that the vault does not have, or that the tool may not use. They stop the call, not the flow. */
export function secretProblems(
  text: string,
  { tool, configPath }: { tool: string; configPath: string },
  { secrets }: Env,
): ConfigProblem[] {
  if (!secrets) return [];
  return [...text.matchAll(SECRET_REFERENCE)].flatMap(([, name = '']) => {
    const found = secrets.filter((secret) => secret.name === name);
    const usable = found.filter(({ isRevoked }) => !isRevoked);
    const base = { code: 'SECRET_MISSING', severity: 'warning', configPath } as const;
    if (found.length === 0) {
      return [
        {
          ...base,
          subject: name,
          message: `there is no secret “${name}” in the vault.`,
          hint: `Add ${name} to the vault.`,
        },
      ];
    }
    if (usable.length === 0) {
      return [
        { ...base, message: `the secret “${name}” was revoked.`, hint: `Rotate ${name} in the vault.` },
      ];
    }
    if (usable.some(({ tools }) => tools === undefined || tools.includes(tool))) return [];
    return [
      {
        ...base,
        message: `the secret “${name}” is not granted to the tool “${tool}”.`,
        hint: 'Grant it in the vault.',
      },
    ];
  });
}
