import type { Redactor } from './redactor.ts';
import pino, { type Logger, type DestinationStream } from 'pino';

export type { Logger };

export interface LoggerOptions {
  level: string;
  /** Where lines go; standard error by default, so that standard output stays for results. */
  destination?: DestinationStream;
  /** Takes known values of secrets out of every line. */
  redactor?: Redactor;
}

const secretPaths = ['token', 'apiKey', 'password', 'authorization', 'cookie', 'secret'];

/** A structured logger that never prints the usual names of secrets, at the top level or one below. */
export function createLogger({ level, destination, redactor }: LoggerOptions): Logger {
  const paths = secretPaths.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const target = destination ?? pino.destination(2);
  return pino(
    { level, redact: { paths, censor: '[redacted]' }, base: null },
    redactor ? { write: (line) => target.write(redactor.redact(line)) } : target,
  );
}
