import { EXIT, type Command } from '../command.ts';
import { openApplication } from '../open-application.ts';
import { readSource } from '../read-source.ts';

export const ingestCommand: Command = {
  usage: 'ingest --source DIR',
  summary: 'read a folder or repository; only what changed is parsed',
  async run(context) {
    await using open = await openApplication(context.options);
    const { lastIngest } = await readSource(open, context);
    context.output.json(lastIngest ?? {});
    if (lastIngest) {
      const { fileCount, chunkCount, added, changed, removed, unchanged, durationMs } = lastIngest;
      context.output.text(
        `${fileCount} files, ${chunkCount} chunks in ${(durationMs / 1000).toFixed(2)} s (${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged)`,
      );
    }
    return EXIT.completed;
  },
};
