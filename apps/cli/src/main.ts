/** Entry of the command line. Every verb is a command of its own; exit codes are the same for all. */
import { parseArgs } from 'node:util';
import { CodexError, errorMessage, toWireError } from '@codexos/utils/errors';
import { EXIT, type Command, type CommandOptions } from './command.ts';
import { agentsCommand } from './commands/agents.ts';
import { auditCommand } from './commands/audit.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evalCommand } from './commands/eval.ts';
import { flowCommand } from './commands/flow.ts';
import { ingestCommand } from './commands/ingest.ts';
import { peopleCommand } from './commands/people.ts';
import { runCommand } from './commands/run.ts';
import { searchCommand } from './commands/search.ts';
import { secretCommand } from './commands/secret.ts';
import { toolsCommand } from './commands/tools.ts';
import { workerCommand } from './commands/worker.ts';
import { describeProblem, problemsOf } from './describe-problem.ts';
import { createOutput } from './output.ts';

const commands: Record<string, Command> = {
  people: peopleCommand,
  run: runCommand,
  search: searchCommand,
  eval: evalCommand,
  ingest: ingestCommand,
  flow: flowCommand,
  secret: secretCommand,
  tools: toolsCommand,
  agents: agentsCommand,
  audit: auditCommand,
  worker: workerCommand,
  doctor: doctorCommand,
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  process.stdout.on('error', endOnClosedPipe);
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n\n${usage()}\n`);
    return EXIT.invalid;
  }
  const [verb, ...words] = parsed.words;
  if (verb === undefined || parsed.isHelp) {
    process.stdout.write(`${usage()}\n`);
    return parsed.isHelp ? EXIT.completed : EXIT.invalid;
  }
  const command = commands[verb];
  if (!command) {
    process.stderr.write(`There is no verb ${verb}.\n\n${usage()}\n`);
    return EXIT.invalid;
  }
  const output = createOutput(parsed.isJson);
  const controller = new AbortController();
  abortOnCtrlC(controller);
  try {
    return await command.run({ words, options: parsed.options, output, signal: controller.signal });
  } catch (error) {
    return report(error, controller.signal, output);
  }
}

/** `codexos … | head` closes the pipe early; that is no fault. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.completed);
}

/** The first Ctrl-C ends the work in order; one that comes a second later or after ends the process at once. */
function abortOnCtrlC(controller: AbortController): void {
  let firstAt: number | undefined;
  process.once('SIGTERM', () => controller.abort(new Error('Stopped by SIGTERM.')));
  process.on('SIGINT', () => {
    // npm and the shell may both pass on the same key press.
    if (firstAt !== undefined && performance.now() - firstAt > 1_000) process.exit(EXIT.cancelled);
    firstAt ??= performance.now();
    controller.abort(new Error('Cancelled by Ctrl-C.'));
  });
}

function report(error: unknown, signal: AbortSignal, output: ReturnType<typeof createOutput>): number {
  if (signal.aborted) {
    output.note('Cancelled.');
    return EXIT.cancelled;
  }
  const known = CodexError.is(error);
  output.json({ error: toWireError(error) });
  const problems = known ? problemsOf(error) : [];
  if (problems.length > 0) for (const problem of problems) output.note(describeProblem(problem));
  else output.note(errorMessage(error));
  if (known && error.hint !== undefined) output.note(error.hint);
  return known && isInvalidInput(error) ? EXIT.invalid : EXIT.failed;
}

function isInvalidInput({ code }: CodexError): boolean {
  const invalid = [
    'REQUEST_INVALID',
    'FLOW_INVALID',
    'RUN_INPUT_INVALID',
    'SOURCE_INVALID',
    'DATA_LOCKED',
    'PATH_REFUSED',
    'FILE_NOT_FOUND',
    'NOT_FOUND',
    'SECRET_NOT_FOUND',
    'CONFLICT',
    'VAULT_LOCKED',
    'TOOL_INVALID',
    'AGENT_INVALID',
  ];
  return invalid.includes(code);
}

function parse(
  args: string[],
): { words: string[]; options: CommandOptions; isJson: boolean; isHelp: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        data: { type: 'string' },
        input: { type: 'string', multiple: true },
        'top-k': { type: 'string', default: '10' },
        questions: { type: 'string', default: '200' },
        tool: { type: 'string', multiple: true },
        provider: { type: 'string', multiple: true },
        agent: { type: 'string', multiple: true },
        host: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        server: { type: 'string' },
        replace: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      words: positionals,
      isJson: values.json,
      isHelp: values.help,
      options: {
        source: values.source,
        data: values.data,
        input: values.input ?? [],
        topK: toCount(values['top-k'], { name: '--top-k', max: 50 }),
        questions: toCount(values.questions, { name: '--questions', max: 2_000 }),
        grants: {
          tools: values.tool ?? [],
          providers: values.provider ?? [],
          agents: values.agent ?? [],
          hosts: values.host ?? [],
        },
        isReplacing: values.replace,
        only: values.only ?? [],
        server: values.server,
      },
    };
  } catch (error) {
    return errorMessage(error);
  }
}

function toCount(text: string, { name, max }: { name: string; max: number }): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= max) return count;
  throw new Error(`${name} needs a whole number from 1 to ${max}, not ${text}.`);
}

function usage(): string {
  const lines = Object.values(commands).map((command) => `  ${command.usage.padEnd(54)} ${command.summary}`);
  return [
    'npm run --silent codexos -- <verb> [options]',
    '',
    ...lines,
    '',
    'Options:',
    '  --source DIR    folder or repository to work on; binds the knowledge `source`',
    '  --data DIR      folder of the database and indexes (default .codexos/cli)',
    '  --input K=V     input of the run by name, or one JSON object; may be given several times',
    '  --tool, --provider, --host, --agent NAME   grants of a secret; each may be given several times',
    '  --only NAME     import this tool alone; may be given several times',
    '  --server URL    address of the service, when an OpenAPI document names none',
    '  --replace       rotate secrets that are in the vault already; replace drafts of agents with the same name',
    '  --json          one JSON object a line on standard output',
    '',
    'Exit codes: 0 completed, 1 failed, 2 invalid input, 3 paused, 130 cancelled.',
  ].join('\n');
}
