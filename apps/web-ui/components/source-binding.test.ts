import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { describe, expect, it } from 'vitest';
import { bindingChoices, bindingName, citedSourceId } from './source-binding';

const source = (id: string, knowledgeBaseId: string) => ({
  id,
  knowledgeBaseId,
  kind: 'git',
  name: `name ${id}`,
  location: id,
});
const bases = [
  { id: 'K1', name: 'Docs', sources: [source('S1', 'K1')] },
  { id: 'K2', name: 'Code', sources: [source('S2', 'K2'), source('S3', 'K2')] },
] as unknown as KnowledgeBase[];

describe('source bindings', () => {
  it('offers a whole base only where it has several sources', () => {
    expect(bindingChoices(bases).map(({ label }) => label)).toEqual([
      'name S1',
      'Code',
      'name S2',
      'name S3',
    ]);
  });

  it('names source or base, and nothing for what is gone', () => {
    expect(bindingName({ knowledgeBaseId: 'K2', sourceId: 'S3' }, bases)).toBe('name S3');
    expect(bindingName({ knowledgeBaseId: 'K2' }, bases)).toBe('Code');
    expect(bindingName({ knowledgeBaseId: 'K9' }, bases)).toBeUndefined();
  });

  it('knows the source of a citation where there is only one', () => {
    expect(citedSourceId({ knowledgeBaseId: 'K1' }, bases)).toBe('S1');
    expect(citedSourceId({ knowledgeBaseId: 'K2' }, bases)).toBeUndefined();
    expect(citedSourceId({ knowledgeBaseId: 'K2', sourceId: 'S2' }, bases)).toBe('S2');
  });
});
