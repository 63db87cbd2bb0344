import { tryTool } from '@codexos/protocol/contracts/tools.contract';
import { toWireError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

/** What a call does is its answer here, also when it fails: the request to try it has then succeeded. */
export const tryToolUseCase = defineUseCase(
  tryTool,
  async ({ services, principal: { workspaceId }, body: { document, input }, signal }) => {
    services.tools.rules.assertUsable(document);
    const startedAt = performance.now();
    const durationMs = (): number => Math.round(performance.now() - startedAt);
    try {
      const output = await services.tools.callOnce(workspaceId, { document, input, signal });
      return { output, durationMs: durationMs() };
    } catch (error) {
      return { error: toWireError(error), durationMs: durationMs() };
    }
  },
  // It may not be saved yet, so its name is all it has.
  ({ body: { document } }) => ({ target: document.name, details: { name: document.name } }),
);
