/** How far each source is: the last report of every one, and a topic that says each as it comes. */
import type { SourceId } from '@codexos/protocol/ids';
import type { IngestProgress } from '@codexos/protocol/knowledge';
import type { Topic } from '../../topics.ts';

export type ProgressReport = Omit<IngestProgress, 'sourceId'>;
export type ProgressBoard = ReturnType<typeof createProgressBoard>;

export function createProgressBoard(topic: Topic<IngestProgress>) {
  const last = new Map<string, IngestProgress>();
  return {
    of: (sourceId: string): IngestProgress | undefined => last.get(sourceId),
    report(sourceId: SourceId, report: ProgressReport): void {
      const progress = { ...report, sourceId };
      last.set(sourceId, progress);
      topic.publish(sourceId, progress);
    },
    forget: (sourceId: string): void => void last.delete(sourceId),
  };
}

export function emptyReport(phase: ProgressReport['phase']): ProgressReport {
  return { phase, filesDone: 0, filesTotal: 0, chunkCount: 0, bytesDone: 0, elapsedMs: 0 };
}
