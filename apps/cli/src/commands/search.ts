import { CodexError } from '@codexos/utils/errors';
import { EXIT, type Command } from '../command.ts';
import { openApplication } from '../open-application.ts';
import { readSource } from '../read-source.ts';

export const searchCommand: Command = {
  usage: 'search QUERY --source DIR [--top-k N]',
  summary: 'the best chunks for a question or symbol',
  async run(context) {
    const query = context.words.join(' ').trim();
    if (query === '')
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: 'No query was given.',
        hint: 'Write what you look for after the verb.',
      });
    await using open = await openApplication(context.options);
    const source = await readSource(open, context);
    const results = await open.application.services.knowledge.search({
      workspaceId: open.principal.workspaceId,
      binding: { sourceId: source.id },
      query,
      topK: context.options.topK,
      signal: context.signal,
    });
    context.output.json({
      results: results.map(({ path, startLine, endLine, symbol, score }) => ({
        path,
        startLine,
        endLine,
        symbol: symbol ?? null,
        score,
      })),
    });
    for (const { path, startLine, endLine, symbol, score } of results) {
      context.output.text(
        `${score.toFixed(3)}  ${path}:${startLine}-${endLine}${symbol === undefined ? '' : `  ${symbol}`}`,
      );
    }
    if (results.length === 0)
      context.output.note('Nothing found: no word of the query occurs in the source.');
    return EXIT.completed;
  },
};
