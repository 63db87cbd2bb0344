import { CodexError } from '@codexos/utils/errors';
import { EXIT, type Command } from '../command.ts';
import { describeProblem } from '../describe-problem.ts';
import { openApplication } from '../open-application.ts';
import { readFlowFile } from '../read-flow-file.ts';

export const flowCommand: Command = {
  usage: 'flow validate FILE',
  summary: 'every problem of a flow, without running anything',
  async run({ words: [verb, path], options, output }) {
    if (verb !== 'validate')
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `flow does not know ${verb ?? 'an empty verb'}.`,
        hint: 'flow validate FILE',
      });
    const flow = await readFlowFile(path);
    await using open = await openApplication(options);
    const problems = await open.application.services.compiler.problemsOf(open.principal.workspaceId, flow);
    output.json({ problems });
    for (const problem of problems) output.text(describeProblem(problem));
    const isValid = problems.every((problem) => problem.severity !== 'error');
    if (isValid) output.note(`${flow.name} is valid.`);
    return isValid ? EXIT.completed : EXIT.invalid;
  },
};
