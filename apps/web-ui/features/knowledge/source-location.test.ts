import { describe, expect, it } from 'vitest';
import { locationName, parseLocation } from './source-location';

describe('parseLocation', () => {
  it('knows git addresses', () => {
    for (const text of [
      'https://github.com/honojs/hono',
      'git@github.com:trpc/trpc.git',
      'ssh://git@host/a/b',
    ]) {
      expect(parseLocation(text)).toEqual({ kind: 'git', location: text });
    }
  });

  it('completes what people paste from a browser or from memory', () => {
    expect(parseLocation('github.com/honojs/hono')?.location).toBe('https://github.com/honojs/hono');
    expect(parseLocation(' expressjs/express ')?.location).toBe('https://github.com/expressjs/express');
  });

  it('knows folders', () => {
    expect(parseLocation('/home/me/code')).toEqual({ kind: 'folder', location: '/home/me/code' });
    expect(parseLocation('"C:\\code\\app"')).toEqual({ kind: 'folder', location: 'C:\\code\\app' });
  });

  it('waits for more', () => {
    for (const text of ['', 'express', 'https://', 'a b/c']) expect(parseLocation(text)).toBeUndefined();
  });
});

describe('locationName', () => {
  it('is the last part', () => {
    expect(locationName('https://github.com/trpc/trpc.git')).toBe('trpc');
    expect(locationName('git@host:group/app.git')).toBe('app');
    expect(locationName('/home/me/code/')).toBe('code');
    expect(locationName('C:\\code\\app')).toBe('app');
  });
});
