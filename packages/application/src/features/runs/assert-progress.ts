import type { Journal } from '@codexos/agent-engine';
import type { RunId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';

/** Starts of processes after which a run that gets nowhere is given up. */
const MAX_RESUMES = 10;

/**
 * A run that takes the process down each time it is resumed must not do so for ever. Throws LIMIT_REACHED when the
 * journal ends with that many resumes and no result between them.
 */
export async function assertProgress(runId: RunId, journal: Journal): Promise<void> {
  let resumeCount = 0;
  for (const { type } of (await journal.read(runId, 0)).reverse()) {
    if (type === 'run-resume') resumeCount += 1;
    else if (type !== 'node-start' && type !== 'tool-call') break;
  }
  if (resumeCount < MAX_RESUMES) return;
  throw new CodexError({
    code: 'LIMIT_REACHED',
    message: `The run was taken up ${resumeCount} times and the process ended each time before anything came of it.`,
    hint: 'Look at the node that was at work and at the size of its input, then start a new run.',
  });
}
