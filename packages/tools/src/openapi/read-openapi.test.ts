import { describe, expect, it } from 'vitest';
import { readOpenApi, type OpenApiResult } from './read-openapi.ts';

const STORE = {
  openapi: '3.1.0',
  info: { title: 'Pet Store', version: '1' },
  servers: [{ url: 'https://{region}.pets.example/v2/', variables: { region: { default: 'eu' } } }],
  security: [{ api_key: [] }],
  paths: {
    '/pets/{pet-id}': {
      parameters: [{ $ref: '#/components/parameters/PetId' }],
      get: {
        operationId: 'getPetById',
        summary: 'Find a pet',
        parameters: [
          {
            name: 'per-page',
            in: 'query',
            schema: { type: 'integer', default: 10 },
            description: 'How many.',
          },
          { name: 'status', in: 'query', schema: { type: ['string', 'null'], enum: ['sold', 'free'] } },
          { name: 'x-trace', in: 'header', schema: { type: 'string' } },
          { name: 'Accept', in: 'header', schema: { type: 'string' } },
        ],
        responses: { 200: { content: { 'application/json': {} } } },
      },
      delete: { security: [], responses: { 204: {} } },
    },
    '/pets': {
      post: {
        operationId: 'addPet',
        security: [{ token: [] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
        responses: { 201: { content: { 'text/plain': {} } } },
      },
      put: { operationId: 'upload', requestBody: { required: true, content: { 'multipart/form-data': {} } } },
      patch: { operationId: 'addPet', parameters: [{ $ref: 'https://evil.example/x.json' }] },
    },
  },
  components: {
    parameters: { PetId: { name: 'pet-id', in: 'path', required: true, schema: { type: 'string' } } },
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          tags: { type: 'array', items: { type: 'string' } },
          owner: { $ref: '#/components/schemas/Owner' },
          id: { type: 'string', readOnly: true },
        },
      },
      Owner: { type: 'object', properties: { self: { $ref: '#/components/schemas/Owner' } } },
    },
    securitySchemes: {
      api_key: { type: 'apiKey', in: 'query', name: 'key' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
};

function operation({ operations }: OpenApiResult, method: string, path: string) {
  const found = operations.find((candidate) => candidate.method === method && candidate.path === path);
  if (!found) throw new Error(`There is no ${method} ${path}.`);
  return found;
}

describe('an OpenAPI document', () => {
  it('becomes a tool for each operation, with the key of the service as a secret', () => {
    const result = readOpenApi(JSON.stringify(STORE));
    expect(result.title).toBe('Pet Store');
    expect(operation(result, 'GET', '/pets/{pet-id}').document).toMatchObject({
      name: 'get-pet-by-id',
      label: 'Find a pet',
      effect: 'read',
      answer: { type: 'json' },
      inputs: [
        { name: 'pet_id', type: 'text', isRequired: true },
        { name: 'per_page', type: 'integer', defaultValue: 10, description: 'How many.', isRequired: false },
        { name: 'status', type: 'choice', options: ['sold', 'free'] },
        { name: 'x_trace', type: 'text' },
      ],
      request: {
        method: 'GET',
        url: 'https://eu.pets.example/v2/pets/{{ input.pet_id }}',
        query: [
          { name: 'per-page', value: '{{ input.per_page }}' },
          { name: 'status', value: '{{ input.status }}' },
          { name: 'key', value: 'secret:PET_STORE_API_KEY' },
        ],
        headers: [{ name: 'x-trace', value: '{{ input.x_trace }}' }],
      },
    });
    expect(operation(result, 'DELETE', '/pets/{pet-id}').document).toMatchObject({
      name: 'delete-pets-pet-id',
      effect: 'write',
      request: { query: [], headers: [] },
    });
    expect(operation(result, 'POST', '/pets').document).toMatchObject({
      inputs: [
        { name: 'name', type: 'text', isRequired: true },
        { name: 'tags', type: 'texts', isRequired: false },
        { name: 'owner', type: 'json' },
      ],
      request: {
        headers: [{ name: 'authorization', value: 'Bearer secret:PET_STORE_TOKEN' }],
        body: { name: '{{ input.name }}', tags: '{{ input.tags }}', owner: '{{ input.owner }}' },
      },
      answer: { type: 'text' },
    });
  });

  it('says why an operation cannot become a tool, and fetches nothing', () => {
    const result = readOpenApi(JSON.stringify(STORE));
    expect(operation(result, 'PUT', '/pets').reason).toContain('multipart/form-data');
    expect(operation(result, 'PATCH', '/pets').reason).toBe(
      'It points to https://evil.example/x.json, and nothing is fetched.',
    );
  });

  it('may be YAML, and gives names that nobody has', () => {
    const result = readOpenApi(
      [
        'openapi: 3.0.3',
        'info: { title: Clock }',
        'paths:',
        '  /time: { get: { operationId: time } }',
        '  /zone: { get: { operationId: Time } }',
      ].join('\n'),
      { server: 'https://clock.example/', taken: ['time'] },
    );
    expect(result.operations.map(({ document }) => [document?.name, document?.request.url])).toEqual([
      ['time-2', 'https://clock.example/time'],
      ['time-3', 'https://clock.example/zone'],
    ]);
  });

  it('without the address of its server gives a reason for each operation', () => {
    const { operations } = readOpenApi(
      '{"openapi":"3.0.0","servers":[{"url":"/v1"}],"paths":{"/x":{"get":{}}}}',
    );
    expect(operations[0]?.reason).toContain('no whole address');
  });
});

describe('a hostile document', () => {
  it.each([
    ['no text', ''],
    ['no object', '[1]'],
    ['broken', '{"openapi": "3'],
    ['of another version', '{"swagger":"2.0","paths":{"/x":{"get":{}}}}'],
    ['without operations', '{"openapi":"3.0.0","paths":{}}'],
    [
      'that grows when it is read',
      `openapi: 3.0.0\na: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index] ?? 'a'},`.repeat(10)}]`)
        .join('\n')}\n`,
    ],
    ['with a tag that would make code', 'openapi: !!js/function "function () {}"\npaths: {}'],
  ])('is refused when it is %s', (_name, text) => {
    expect(() => readOpenApi(text)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  });

  it('cannot move a call to another host, hide a secret in the address or run in circles', () => {
    const { operations } = readOpenApi(
      JSON.stringify({
        openapi: '3.0.0',
        servers: [{ url: 'https://api.example.com' }],
        paths: {
          '.evil.example/x': { get: {} },
          '@evil.example/x': { get: {} },
          '/secret:TOKEN': { get: {} },
          '/a/../b': { get: {} },
          '/loop': { get: { parameters: [{ $ref: '#/components/parameters/Loop' }] } },
          '/proto': { get: { parameters: [{ $ref: '#/__proto__/constructor' }] } },
        },
        components: { parameters: { Loop: { $ref: '#/components/parameters/Loop' } } },
      }),
    );
    const outcome = operations.map(({ path, document, reason }) => [path, document?.request.url ?? reason]);
    expect(outcome).toEqual([
      ['.evil.example/x', 'Its path does not begin with /.'],
      ['@evil.example/x', 'Its path does not begin with /.'],
      ['/secret:TOKEN', expect.stringContaining('must not hold a secret')],
      ['/a/../b', expect.stringContaining('must be without . and ..')],
      ['/loop', 'Its references run in a circle.'],
      ['/proto', 'https://api.example.com/proto'],
    ]);
  });
});
