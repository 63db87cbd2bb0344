import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { EXIT, type Command, type CommandOptions } from '../command.ts';
import { projectFolder } from '../env.ts';
import { dataFolderOf, openApplication } from '../open-application.ts';

interface Finding {
  name: string;
  /** `missing` stops CodexOS; `optional` takes something away that it can do without. */
  state: 'ok' | 'optional' | 'missing';
  message: string;
  hint?: string;
  /** The exit code when it is not simply that something is missing. */
  exit?: number;
}

export const doctorCommand: Command = {
  usage: 'doctor',
  summary: 'check this machine and say what is missing',
  async run({ options, output }) {
    const findings = [
      checkNode(),
      await checkGit(),
      await checkFolder(options),
      await checkBuild(),
      ...(await checkServices(options)),
    ];
    output.json({ findings: findings.map(({ exit: _exit, ...finding }) => finding) });
    const marks = { ok: 'ok      ', optional: 'optional', missing: 'MISSING ' };
    for (const { state, name, message, hint } of findings)
      output.text(`${marks[state]}  ${name}: ${message}${hint === undefined ? '' : `\n          ${hint}`}`);
    const missing = findings.filter((finding) => finding.state === 'missing');
    return missing.length === 0 ? EXIT.completed : (missing.at(-1)?.exit ?? EXIT.failed);
  },
};

function checkNode(): Finding {
  const isRight = Number(process.versions.node.split('.')[0]) >= 24;
  return {
    name: 'Node',
    state: isRight ? 'ok' : 'missing',
    message: process.versions.node,
    ...(isRight ? {} : { hint: 'Start through npm run codexos, which brings Node 24.' }),
  };
}

async function checkGit(): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)('git', ['--version']);
    return { name: 'git', state: 'ok', message: stdout.trim() };
  } catch (error) {
    return {
      name: 'git',
      state: 'missing',
      message: errorMessage(error),
      hint: 'Install git; repositories are read with it.',
    };
  }
}

async function checkFolder({ data }: CommandOptions): Promise<Finding> {
  const folder = dataFolderOf(data);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { name: 'Data folder', state: 'ok', message: folder };
  } catch (error) {
    return {
      name: 'Data folder',
      state: 'missing',
      message: errorMessage(error),
      hint: 'Give a folder that can be written to with --data DIR.',
    };
  }
}

async function checkBuild(): Promise<Finding> {
  try {
    await access(join(projectFolder, 'apps/web-ui/.next/BUILD_ID'));
    return { name: 'Studio', state: 'ok', message: 'built' };
  } catch (error) {
    return {
      name: 'Studio',
      state: 'optional',
      message: `not built (${errorMessage(error)})`,
      hint: 'npm run up builds it.',
    };
  }
}

async function checkServices(options: CommandOptions): Promise<Finding[]> {
  try {
    await using open = await openApplication(options);
    const { database, models } = open.application.services;
    const providers = await models.providers(open.principal.workspaceId, { isRefresh: true });
    return [
      { name: 'Database', state: 'ok', message: database.kind },
      ...providers.map(({ label, state, hint, models: offered }): Finding => ({
        name: label,
        state: state === 'ready' ? 'ok' : 'optional',
        message: state === 'ready' ? `${offered.length} ${offered.length === 1 ? 'model' : 'models'}` : state,
        ...(hint === undefined ? {} : { hint }),
      })),
    ];
  } catch (error) {
    return [
      {
        name: 'Database',
        state: 'missing',
        message: errorMessage(error),
        hint: CodexError.is(error) && error.hint !== undefined ? error.hint : 'Check DATABASE_URL.',
        ...(CodexError.is(error) && error.code === 'DATA_LOCKED' ? { exit: EXIT.invalid } : {}),
      },
    ];
  }
}
