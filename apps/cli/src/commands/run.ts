import type { RunEvent } from '@codexos/protocol/run-event';
import { EXIT_BY_STATUS, type Command, type CommandContext } from '../command.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';
import { parseInput } from '../parse-input.ts';
import { readFlowFile } from '../read-flow-file.ts';
import { readSource } from '../read-source.ts';

/** A day: the run's own limit ends it before. */
const LONGEST_WAIT_MS = 86_400_000;

export const runCommand: Command = {
  usage: 'run FLOW.json [TEXT] [--source DIR] [--input K=V]',
  summary: 'run a flow and print its result',
  async run(context) {
    const { words, options, output, signal } = context;
    const [path, ...text] = words;
    const flow = await readFlowFile(path);
    await using open = await openApplication(options);
    const { application, principal } = open;
    const { runs, compiler } = application.services;
    await compiler.assertRunnable(principal.workspaceId, flow);
    // After the flow: what is wrong with it says more than an input that does not fit it.
    const input = parseInput(flow, options.input, text);
    const source = options.source === undefined ? undefined : await readSource(open, context);
    const run = await runs.start({
      workspaceId: principal.workspaceId,
      name: flow.name,
      flow,
      input,
      source: source && { knowledgeBaseId: source.knowledgeBaseId, sourceId: source.id },
      trigger: 'cli',
    });
    const key = { workspaceId: principal.workspaceId, runId: run.id };
    const leave = await follow(context, open, run.id);
    const cancel = (): void => void runs.cancel(key, principal.userId).catch(output.failure);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const result = await runs.waitForResult(key, LONGEST_WAIT_MS);
    leave();
    const { error, ...rest } = result;
    output.json({ ...rest, ...(error ? { error } : {}) });
    output.text(result.output === '' ? JSON.stringify(result.outputs, null, 2) : result.output);
    result.citations.forEach((citation, index) =>
      output.text(
        `[${index + 1}] ${citation.path}:${citation.startLine}-${citation.endLine}${citation.symbol === undefined ? '' : `  ${citation.symbol}`}`,
      ),
    );
    if (error)
      output.note(`${error.title}: ${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`);
    return EXIT_BY_STATUS[result.status];
  },
};

/** Events as JSON lines, or one line for people when a node starts. */
async function follow(
  { output }: CommandContext,
  { application, principal }: OpenApplication,
  runId: string,
): Promise<() => void> {
  const onEvent = (event: RunEvent): void => {
    output.json(event);
    if (event.type === 'node-start' && !output.isJson) output.note(`▸ ${event.nodeId}`);
  };
  const joined = await application.services.runs.join({
    workspaceId: principal.workspaceId,
    runId,
    afterSeq: 0,
    onEvent,
    onLive: () => undefined,
  });
  for (const event of joined.events) onEvent(event);
  return joined.unsubscribe;
}
