import type { Contract } from '@codexos/protocol/contract';
import { errorResponseSchema } from '@codexos/protocol/wire-error';

/** What Fastify and the OpenAPI document need to know of a contract. */
export function routeOf(contract: Contract) {
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  return {
    method: contract.method,
    url: contract.path,
    schema: {
      tags: [contract.tag],
      summary: contract.summary,
      operationId: contract.name,
      params: contract.params,
      querystring: contract.query,
      ...(hasBody ? { body: contract.body } : {}),
      response: { [contract.status ?? 200]: contract.response, default: errorResponseSchema },
    },
  };
}
