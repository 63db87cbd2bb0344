import { describe, expect, it } from 'vitest';
import { grantsOfNode } from './grants-of-node';

const call = (url: string) => ({ config: { tool: 'http-request', arguments: { url, method: 'GET' } } });

describe('grantsOfNode', () => {
  it('reads the tool and the host from the node', () => {
    expect(grantsOfNode(call('https://api.example.org:8443/v1'))).toEqual({
      tools: ['http-request'],
      hosts: ['api.example.org:8443'],
    });
  });

  it('guesses nothing that is not there', () => {
    expect(grantsOfNode(call('https://{{ input }}/v1')).hosts).toEqual([]);
    expect(grantsOfNode(call('{{ input }}')).hosts).toEqual([]);
    expect(grantsOfNode({ config: { prompt: 'https://example.org' } })).toEqual({ tools: [], hosts: [] });
    expect(grantsOfNode(undefined)).toEqual({ tools: [], hosts: [] });
  });
});
