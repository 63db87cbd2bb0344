import { text } from 'node:stream/consumers';

const BACKSPACE = new Set(['\u007f', '\b']);
const ENTER = new Set(['\r', '\n', '\u0004']);
const CTRL_C = '\u0003';

/** A line from a person, not shown while it is typed; all of standard input, without its last line break, when it is a pipe. */
export async function readHidden(prompt: string, signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/, '');
  process.stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let value = '';
  try {
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        signal.throwIfAborted();
        if (key === CTRL_C) throw new Error('Cancelled.');
        if (ENTER.has(key)) return value;
        value = BACKSPACE.has(key) ? value.slice(0, -1) : value + key;
      }
    }
    return value;
  } finally {
    stdin.setRawMode(false);
    process.stderr.write('\n');
  }
}
