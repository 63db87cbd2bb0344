import { answerRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertMayAnswer } from './assert-may-answer.ts';

export const answerRunUseCase = defineUseCase(answerRun, async ({ services, principal, params, body }) => {
  const key = { workspaceId: principal.workspaceId, runId: params.runId };
  await services.runStore.summary(key);
  const { activationId } = body;
  assertMayAnswer(await services.journal.read(params.runId, 0), { activationId, role: principal.role });
  await services.runs.answer(key, { ...body, by: principal.userId });
  return {};
});
