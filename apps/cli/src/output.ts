import { errorMessage } from '@codexos/utils/errors';

/** Results go to standard output, everything else to standard error, so that output can be piped. */
export interface Output {
  isJson: boolean;
  /** One JSON object on a line; nothing without `--json`. */
  json(value: unknown): void;
  /** Text for people; nothing with `--json`. */
  text(text: string): void;
  /** Progress and notes, always to standard error. */
  note(text: string): void;
  /** For work whose failure does not change the result. */
  failure: (error: unknown) => void;
}

export function createOutput(isJson: boolean): Output {
  return {
    isJson,
    json: (value) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    text: (text) => {
      if (!isJson) process.stdout.write(`${text}\n`);
    },
    note: (text) => void process.stderr.write(`${text}\n`),
    failure: (error) => void process.stderr.write(`${errorMessage(error)}\n`),
  };
}
