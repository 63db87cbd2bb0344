import type { Source } from '@codexos/protocol/knowledge';
import { CodexError } from '@codexos/utils/errors';
import type { CommandContext } from './command.ts';
import { sourceFolder, type OpenApplication } from './open-application.ts';

const BASE_NAME = 'Command line';

/** Reads the folder of `--source`, only what changed since the last time, and returns its source. */
export async function readSource(
  { application, principal }: OpenApplication,
  { options, output, signal }: CommandContext,
): Promise<Source> {
  if (options.source === undefined) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: 'No source was given.',
      hint: 'Name a folder or repository with --source DIR.',
    });
  }
  const { knowledge, topics } = application.services;
  const { workspaceId } = principal;
  const folder = await sourceFolder(options.source);
  const bases = await knowledge.listBases(workspaceId);
  const base =
    bases.find((candidate) => candidate.name === BASE_NAME) ??
    (await knowledge.createBase(workspaceId, {
      name: BASE_NAME,
      description: 'Sources named with --source.',
    }));
  const known = base.sources.find((source) => source.kind === 'folder' && source.location === folder);
  const source = known
    ? await knowledge.ingest(workspaceId, known.id)
    : await knowledge.addSource({ workspaceId, knowledgeBaseId: base.id, kind: 'folder', location: folder });
  const stop = (): void => void knowledge.cancelIngest(workspaceId, source.id).catch(output.failure);
  signal.addEventListener('abort', stop, { once: true });
  let lastPhase = '';
  const leave = topics.ingest.subscribe(source.id, (progress) => {
    if (progress.phase !== lastPhase)
      output.note(
        `${progress.phase}: ${progress.filesDone} of ${progress.filesTotal} files, ${progress.chunkCount} chunks`,
      );
    lastPhase = progress.phase;
  });
  const read = await knowledge.whenRead(workspaceId, source.id);
  leave();
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (read.progress?.phase === 'failed' && read.progress.error) {
    const { code, message, hint } = read.progress.error;
    throw new CodexError({ code, message, ...(hint === undefined ? {} : { hint }) });
  }
  return read;
}
