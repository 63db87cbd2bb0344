import { parseArgs } from 'node:util';
import { CodexError, errorMessage } from '@codexos/utils/errors';

export interface Arguments {
  port: number | undefined;
  data: string | undefined;
  roots: string[];
  isOpening: boolean;
  isDevelopment: boolean;
  /** Serves the API without pages. */
  isApiOnly: boolean;
}

/** Reads the command line of the server. Throws REQUEST_INVALID with the usage for anything it does not know. */
export function readArguments(given: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        root: { type: 'string', multiple: true },
        'no-open': { type: 'boolean' },
        dev: { type: 'boolean' },
        'api-only': { type: 'boolean' },
      },
    });
    return {
      port: values.port === undefined ? undefined : toPort(values.port),
      data: values.data,
      roots: values.root ?? [],
      isOpening: values['no-open'] !== true,
      isDevelopment: values.dev === true,
      isApiOnly: values['api-only'] === true,
    };
  } catch (error) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: errorMessage(error),
      hint: 'Options: --port N --data DIR --root DIR --no-open --dev --api-only',
      cause: error,
    });
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port needs a number from 0 to 65535, not ${text}.`);
}
