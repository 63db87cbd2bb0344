import { readFile } from 'node:fs/promises';
import {
  createSecret,
  deleteSecret,
  importSecrets,
  listSecrets,
  revokeSecret,
  rotateSecret,
  updateSecret,
} from '@codexos/protocol/contracts/secrets.contract';
import {
  secretGrantsSchema,
  secretNameSchema,
  secretValueSchema,
  type Secret,
  type SecretGrants,
} from '@codexos/protocol/secret';
import { CodexError } from '@codexos/utils/errors';
import type { z } from 'zod';
import { callUseCase } from '../call-use-case.ts';
import { EXIT, type Command, type CommandContext, type GrantOptions } from '../command.ts';
import { resolvePath } from '../env.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';
import { readHidden } from '../read-hidden.ts';

type Verb = (open: OpenApplication, context: CommandContext, word: string) => Promise<void>;

const verbs: Record<string, Verb> = {
  list: async (open, { output }) => {
    const { items: secrets } = await callUseCase(open, listSecrets);
    output.json({ secrets });
    for (const secret of secrets) output.text(describe(secret));
    if (secrets.length === 0) output.note('The vault is empty.');
  },

  set: async (open, { options: { grants, isReplacing }, output, signal }, word) => {
    const name = parse(secretNameSchema, word, 'The name');
    const existing = (await callUseCase(open, listSecrets)).items.find((secret) => secret.name === name);
    if (existing && !isReplacing) throw existsAlready(name);
    const value = parse(secretValueSchema, await readHidden(`Value of ${name}: `, signal), 'The value');
    const secret = existing
      ? await callUseCase(open, rotateSecret, { params: { secretId: existing.id }, body: { value } })
      : await callUseCase(open, createSecret, { body: { name, value, grants: toGrants(grants) } });
    output.json({ secret });
    output.note(`${name} is in the vault, version ${secret.version}.`);
  },

  grant: async (open, { options: { grants }, output }, word) => {
    const params = { secretId: (await find(open, word)).id };
    const secret = await callUseCase(open, updateSecret, { params, body: { grants: toGrants(grants) } });
    output.json({ secret });
    output.note(describe(secret));
  },

  revoke: async (open, { output }, word) => {
    const params = { secretId: (await find(open, word)).id };
    output.json({ secret: await callUseCase(open, revokeSecret, { params }) });
    output.note(`${word} is revoked; its value is destroyed.`);
  },

  delete: async (open, { output }, word) => {
    await callUseCase(open, deleteSecret, { params: { secretId: (await find(open, word)).id } });
    output.json({ deleted: word });
    output.note(`${word} is deleted.`);
  },

  import: async (open, { options: { isReplacing }, output }, word) => {
    const text = await readEnvFile(word);
    const result = await callUseCase(open, importSecrets, { body: { text, isRotating: isReplacing } });
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

async function find(open: OpenApplication, name: string): Promise<Secret> {
  const found = (await callUseCase(open, listSecrets)).items.find((secret) => secret.name === name);
  if (found) return found;
  throw new CodexError({
    code: 'SECRET_NOT_FOUND',
    message: `There is no secret ${name} in the vault.`,
    hint: 'See codexos secret list.',
  });
}

function toGrants(grants: GrantOptions): SecretGrants {
  return parse(secretGrantsSchema, grants, 'A grant');
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
