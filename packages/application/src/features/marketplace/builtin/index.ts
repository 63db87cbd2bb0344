import { EXECUTIVES } from './executives.ts';
import { FLOWS } from './flows.ts';
import { SPECIALISTS } from './specialists.ts';
import { BUILTIN_TOOLS } from './tools.ts';

/** The listings that come with the app, as the texts of listing files. */
export const BUILTIN_TEXTS: readonly string[] = [
  ...FLOWS,
  ...EXECUTIVES,
  ...SPECIALISTS,
  ...BUILTIN_TOOLS,
].map((listing) => JSON.stringify({ listing }));
