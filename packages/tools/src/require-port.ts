import { CodexError } from '@codexos/utils/errors';

/** The port itself, or TOOL_FAILED with what the person has to bind first. */
export function requirePort<TPort>(
  port: TPort | undefined,
  missing: { message: string; hint: string },
): TPort {
  if (port !== undefined) return port;
  throw new CodexError({ code: 'TOOL_FAILED', ...missing });
}

export const NO_SOURCE = {
  message: 'No source is bound to this run, so there are no files to look at.',
  hint: 'Choose a folder or repository as source before running.',
};
