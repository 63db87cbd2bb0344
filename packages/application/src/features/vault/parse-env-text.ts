import { parseEnv } from 'node:util';
import { secretNameSchema, secretValueSchema } from '@codexos/protocol/secret';

export interface EnvText {
  entries: { name: string; value: string }[];
  skipped: { name: string; reason: string }[];
}

/** The names and values of the text of a `.env` file, as Node itself reads one. Nothing is expanded or run. */
export function parseEnvText(text: string): EnvText {
  const entries: EnvText['entries'] = [];
  const skipped: EnvText['skipped'] = [];
  for (const [name, value = ''] of Object.entries(parseEnv(text))) {
    const problem =
      secretNameSchema.safeParse(name).error?.issues[0]?.message ??
      secretValueSchema.safeParse(value).error?.issues[0]?.message;
    if (problem === undefined) entries.push({ name, value });
    else skipped.push({ name, reason: problem });
  }
  return { entries, skipped };
}
