import type { Citation } from '@codexos/protocol/citation';
import type { SharedCitation } from '@codexos/protocol/contracts/share.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';

const MAX_LINES = 60;

/** The cited lines of what was read at the time, and nothing else of the file. */
export function shareCitations(
  services: Services,
  workspaceId: WorkspaceId,
  { citations, source }: { citations: readonly Citation[]; source?: SourceBinding | undefined },
): Promise<SharedCitation[]> {
  return Promise.all(
    citations.map(async (citation) => {
      const { path, startLine, endLine } = citation;
      const text = await textOf(services, workspaceId, {
        citation,
        sourceId: citation.sourceId ?? source?.sourceId,
      });
      return { path, startLine, endLine, ...(text === undefined ? {} : { text }) };
    }),
  );
}

async function textOf(
  { knowledge }: Services,
  workspaceId: WorkspaceId,
  { citation, sourceId }: { citation: Citation; sourceId: string | undefined },
): Promise<string | undefined> {
  if (sourceId === undefined) return undefined;
  try {
    await knowledge.getSource(workspaceId, sourceId);
  } catch (error) {
    if (CodexError.is(error) && error.code === 'SOURCE_NOT_FOUND') return undefined;
    throw error;
  }
  const blob = await knowledge.readBlob(sourceId, citation.blobHash);
  const end = Math.min(citation.endLine, citation.startLine + MAX_LINES - 1);
  return blob
    ?.split('\n')
    .slice(citation.startLine - 1, end)
    .join('\n');
}
