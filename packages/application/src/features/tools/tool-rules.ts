import { parseExpression } from '@codexos/agent-engine';
import type { ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import type { Secret } from '@codexos/protocol/secret';
import type { ToolDocument } from '@codexos/protocol/tool';
import { allowsPlain, createAllowList, findDocumentProblems, secretsOfRequest } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';
import { portOf } from '@codexos/utils/port-of';
import { allowsHost } from '../vault/allows-host.ts';

export interface ToolRulesOptions {
  /** Names that workspaces may not take: those of the tools that ship with the app. */
  builtinNames: readonly string[];
  allowedAddresses: readonly string[];
  /** `NAME@host` pairs by the operator. */
  environmentGrants: readonly string[];
}

/** Tools that an agent always has, beside those that it is given. */
const NAMES_OF_AGENTS = ['remember', 'search-knowledge'];

export type ToolRules = ReturnType<typeof createToolRules>;

/** What a document has to keep to be saved, and what else it needs before its calls work. */
export function createToolRules({ builtinNames, allowedAddresses, environmentGrants }: ToolRulesOptions) {
  const takenNames = new Set([...builtinNames, ...NAMES_OF_AGENTS]);
  const allowList = createAllowList(allowedAddresses);
  const granted = new Set(environmentGrants);

  const addressProblems = ({ request: { url } }: ToolDocument): ToolProblem[] => {
    if (!url.startsWith('http:') || allowsPlain(urlOf(url), allowList)) return [];
    return [
      {
        path: 'request.url',
        message: `${urlOf(url).host} would be called without encryption.`,
        hint: 'Use https, or let the operator allow the host.',
      },
    ];
  };

  return {
    takenNames: [...takenNames],

    /** Throws TOOL_INVALID for a document that could never work, with each problem in its details. */
    assertUsable(document: ToolDocument): void {
      if (takenNames.has(document.name)) throw nameTaken(document.name);
      const problems = findDocumentProblems(document, parseExpression);
      const [first] = problems;
      if (!first) return;
      throw new CodexError({
        code: 'TOOL_INVALID',
        message: problems.map(({ message }) => message).join(' '),
        hint: first.hint,
        details: { problems: problems.map((problem) => ({ ...problem })) },
      });
    },

    /** Everything that keeps a call from working as things are. */
    problemsOf(document: ToolDocument, secrets: readonly Secret[]): ToolProblem[] {
      return [
        ...(takenNames.has(document.name)
          ? [
              {
                path: 'name',
                message: `${document.name} is the name of a tool that ships with CodexOS.`,
                hint: 'Choose another name.',
              },
            ]
          : []),
        ...findDocumentProblems(document, parseExpression),
        ...addressProblems(document),
        ...secretsOfRequest(document.request).flatMap((name) =>
          granted.has(`${name}@${urlOf(document.request.url).hostname}`)
            ? []
            : secretProblems(document, { name, secret: secrets.find((secret) => secret.name === name) }),
        ),
      ];
    },
  };
}

function secretProblems(
  { name: tool, request }: ToolDocument,
  { name, secret }: { name: string; secret: Secret | undefined },
): ToolProblem[] {
  const base = { path: 'secrets', secret: name, isInVault: secret !== undefined };
  if (!secret)
    return [
      {
        ...base,
        message: `There is no secret ${name} in the vault.`,
        hint: `Add it and grant it to ${tool}.`,
      },
    ];
  if (secret.revokedAt !== undefined)
    return [
      { ...base, message: `The secret ${name} was revoked.`, hint: 'Rotate it to give it a value again.' },
    ];
  const { tools, hosts } = secret.grants;
  const url = urlOf(request.url);
  if (!tools.includes(tool))
    return [
      { ...base, message: `The secret ${name} is not granted to ${tool}.`, hint: 'Grant it in the vault.' },
    ];
  if (allowsHost(hosts, { host: url.hostname, port: portOf(url) })) return [];
  return [
    {
      ...base,
      message: `The secret ${name} may not go to ${url.host}.`,
      hint: 'Grant the host in the vault.',
    },
  ];
}

/** Protocol and host stand in every address as they are; what follows may be a template. */
function urlOf(template: string): URL {
  return new URL(/^https?:\/\/[^/]*/.exec(template)?.[0] ?? template);
}

function nameTaken(name: string): CodexError {
  return new CodexError({
    code: 'TOOL_INVALID',
    message: `${name} is the name of a tool that ships with CodexOS.`,
    hint: 'Choose another name.',
    details: { problems: [{ path: 'name', message: 'The name is taken.', hint: 'Choose another name.' }] },
  });
}
