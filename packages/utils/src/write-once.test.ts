import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOnce } from './write-once.ts';

describe('writeOnce', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'codexos-write-once-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the file for its owner alone, and leaves nothing else', () => {
    const path = join(folder, 'key');
    expect(writeOnce(path, 'first')).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['key']);
  });

  it('keeps what is there', () => {
    const path = join(folder, 'key');
    writeOnce(path, 'first');
    expect(writeOnce(path, 'second')).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['key']);
  });

  it('says what is wrong when it cannot write', () => {
    expect(() => writeOnce(join(folder, 'missing', 'key'), 'first')).toThrow('ENOENT');
  });
});
