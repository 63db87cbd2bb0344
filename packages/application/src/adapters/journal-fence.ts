import { CodexError } from '@codexos/utils/errors';

export function fenced(runId: string, epoch: number): CodexError {
  return new CodexError({
    code: 'JOURNAL_FENCED',
    message: `Epoch ${epoch} of run ${runId} is over: another process has taken the run.`,
    hint: 'Nothing is to be done; the other process goes on with the run.',
  });
}
