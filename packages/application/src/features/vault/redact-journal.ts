import type { Journal } from '@codexos/agent-engine';
import type { Redactor } from '@codexos/utils/redactor';

/** The last guard before the disk: whatever else let a value through, the journal does not keep it. */
export function redactJournal(journal: Journal, redactor: Redactor): Journal {
  return {
    open: (runId) => journal.open(runId),
    read: (runId, afterSeq) => journal.read(runId, afterSeq),
    append: (runId, epoch, bodies) => journal.append(runId, epoch, redactor.redactJson(bodies)),
  };
}
