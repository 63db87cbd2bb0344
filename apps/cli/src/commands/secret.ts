import { readFile } from 'node:fs/promises';
import { importText } from '@codexos/application';
import type { Secret } from '@codexos/protocol/secret';
import { secretGrantsSchema, secretNameSchema, secretValueSchema } from '@codexos/protocol/secret';
import { CodexError } from '@codexos/utils/errors';
import type { z } from 'zod';
import { EXIT, type Command, type CommandContext } from '../command.ts';
import { resolvePath } from '../env.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';
import { readHidden } from '../read-hidden.ts';

type Verb = (open: OpenApplication, context: CommandContext, word: string) => Promise<void>;

const verbs: Record<string, Verb> = {
  list: async ({ application, principal }, { output }) => {
    const secrets = await application.services.vault.list(principal.workspaceId);
    output.json({ secrets });
    for (const secret of secrets) output.text(describe(secret));
    if (secrets.length === 0) output.note('The vault is empty.');
  },

  set: async (open, { options: { grants, isReplacing }, output, signal }, word) => {
    const name = parse(secretNameSchema, word, 'The name');
    const { vault } = open.application.services;
    const { workspaceId, userId: by } = open.principal;
    const existing = (await vault.list(workspaceId)).find((secret) => secret.name === name);
    if (existing && !isReplacing) throw existsAlready(name);
    const value = parse(secretValueSchema, await readHidden(`Value of ${name}: `, signal), 'The value');
    const granted = parse(secretGrantsSchema, grants, 'A grant');
    const secret = existing
      ? await vault.rotate({ workspaceId, secretId: existing.id }, value, by)
      : await vault.create({ workspaceId, by, name, description: '', value, grants: granted });
    output.json({ secret });
    output.note(`${name} is in the vault, version ${secret.version}.`);
  },

  grant: async (open, { options: { grants }, output }, word) => {
    const secret = await find(open, word);
    const granted = parse(secretGrantsSchema, grants, 'A grant');
    const key = { workspaceId: open.principal.workspaceId, secretId: secret.id };
    const changed = await open.application.services.vault.update(key, { grants: granted });
    output.json({ secret: changed });
    output.note(describe(changed));
  },

  revoke: async (open, { output }, word) => {
    const { id, name } = await find(open, word);
    const key = { workspaceId: open.principal.workspaceId, secretId: id };
    output.json({ secret: await open.application.services.vault.revoke(key) });
    output.note(`${name} is revoked; its value is destroyed.`);
  },

  delete: async (open, { output }, word) => {
    const { id, name } = await find(open, word);
    await open.application.services.vault.delete({ workspaceId: open.principal.workspaceId, secretId: id });
    output.json({ deleted: name });
    output.note(`${name} is deleted.`);
  },

  import: async (open, { options: { isReplacing }, output }, word) => {
    const text = await readEnvFile(word);
    const { vault } = open.application.services;
    const result = await importText(vault, open.principal, { text, isRotating: isReplacing });
    output.json(result);
    for (const name of result.created) output.text(`${name} created`);
    for (const name of result.rotated) output.text(`${name} rotated`);
    for (const { name, reason } of result.skipped) output.note(`${name} left alone: ${reason}`);
  },
};

/** The vault on the command line. Values come from standard input or a hidden prompt, never from an argument. */
export const secretCommand: Command = {
  usage: 'secret list|set|grant|revoke|delete|import [NAME|FILE]',
  summary: 'the vault; values are read from standard input',
  async run(context) {
    const [verb = '', word = ''] = context.words;
    const work = verbs[verb];
    if (!work || (verb !== 'list' && word === '')) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: work ? `secret ${verb} needs a name.` : `secret does not know ${verb || 'an empty verb'}.`,
        hint: 'secret list, set NAME, grant NAME, revoke NAME, delete NAME or import FILE',
      });
    }
    await using open = await openApplication(context.options);
    await work(open, context, word);
    return EXIT.completed;
  },
};

async function find({ application, principal }: OpenApplication, name: string): Promise<Secret> {
  const secrets = await application.services.vault.list(principal.workspaceId);
  const found = secrets.find((secret) => secret.name === name);
  if (found) return found;
  throw new CodexError({
    code: 'SECRET_NOT_FOUND',
    message: `There is no secret ${name} in the vault.`,
    hint: 'See codexos secret list.',
  });
}

function describe({ name, version, grants, revokedAt }: Secret): string {
  const parts = [
    ...grants.providers.map((provider) => `provider ${provider}`),
    ...grants.tools.map((tool) => `tool ${tool}`),
    ...grants.agents.map((agent) => `agent ${agent}`),
    ...grants.hosts.map((host) => `to ${host}`),
  ];
  const state = revokedAt === undefined ? `version ${version}` : 'revoked';
  return `${name}  ${state}  ${parts.length > 0 ? parts.join(', ') : 'granted to nobody'}`;
}

function existsAlready(name: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `There is a secret named ${name} already.`,
    hint: 'Give --replace to rotate it.',
  });
}

function parse<TSchema extends z.ZodType>(schema: TSchema, value: unknown, what: string): z.output<TSchema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `${what} ${parsed.error.issues[0]?.message ?? 'is not valid'}.`,
  });
}

async function readEnvFile(path: string): Promise<string> {
  try {
    return await readFile(resolvePath(path), 'utf8');
  } catch (cause) {
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `The file ${path} cannot be read.`,
      hint: 'Check that it exists.',
      cause,
    });
  }
}
