/** A question of a run that waits, as a link shows it: the question and nothing else of the run. */
import { questionThingId } from '@codexos/protocol/contracts/share.contract';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { approvalQuestionSchema, formQuestionSchema, type AskedQuestion } from '@codexos/protocol/question';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';

export interface QuestionAddress {
  runId: RunId;
  activationId: string;
}

/** Throws NOT_FOUND when nothing is asked there, or no longer. */
export async function findQuestion(
  { runStore, journal }: Services,
  workspaceId: WorkspaceId,
  thingId: string,
): Promise<QuestionAddress & { question: AskedQuestion }> {
  const address = questionThingId.parse(thingId);
  const run = await runStore.get({ workspaceId, runId: address.runId });
  let asked: unknown;
  for (const event of await journal.read(run.id, 0)) {
    if (event.type === 'run-end') asked = undefined;
    if (!('activationId' in event) || event.activationId !== address.activationId) continue;
    if (event.type === 'node-pause') asked = event.question;
    if (event.type === 'node-answer' || event.type === 'node-start') asked = undefined;
  }
  const question = approvalQuestionSchema.safeParse(asked).data ?? formQuestionSchema.safeParse(asked).data;
  if (question) return { runId: run.id, activationId: address.activationId, question };
  throw new CodexError({
    code: 'NOT_FOUND',
    message: 'The run asks nothing there, or has been answered.',
    hint: 'Only an approval or a form of a run that waits can be answered by a link.',
  });
}
