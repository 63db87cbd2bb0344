import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderPermissionTable } from './permission-table.ts';

const guide = resolve(import.meta.dirname, '../../../../docs/guides/people.md');

describe('the permission table', () => {
  it('stands in the guide as it is', () => {
    expect(readFileSync(guide, 'utf8')).toContain(renderPermissionTable());
  });
});
