import { sendSignal } from '@codexos/protocol/contracts/signals.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

/** Every run that waits for the signal takes it. */
export const sendSignalUseCase = defineUseCase(
  sendSignal,
  async ({ services, principal, params, body }) => {
    const { workspaceId, userId } = principal;
    const { key, payload } = body;
    const waits = await services.signals.find({ workspaceId, name: params.name, key });
    const taken: typeof waits = [];
    const refused: ((typeof waits)[number] & { reason: string })[] = [];
    for (const wait of waits) {
      try {
        const { runId, activationId } = wait;
        await services.runs.answer({ workspaceId, runId }, { activationId, answer: payload, by: userId });
        taken.push(wait);
      } catch (error) {
        // Somebody else was faster, or the run has ended meanwhile: then it no longer waits.
        if (CodexError.is(error) && error.code === 'RUN_NOT_ACTIVE') continue;
        if (!CodexError.is(error) || error.code !== 'REQUEST_INVALID') throw error;
        refused.push({ ...wait, reason: error.message });
      }
    }
    const [first] = refused;
    if (taken.length > 0) return { taken, refused };
    if (first) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: first.reason,
        hint: 'Correct the payload and send it again; the run goes on waiting.',
      });
    }
    throw new CodexError({
      code: 'NOT_FOUND',
      message: `No run waits for the signal “${params.name}”${key === '' ? '' : ` with the key “${key}”`}.`,
      hint: 'A signal is not kept: send it once the run waits, and with the key that the run shows.',
    });
  },
  ({ params, response }) => ({
    target: params.name,
    details: response ? { runs: response.taken.map(({ runId }) => runId) } : {},
  }),
);
