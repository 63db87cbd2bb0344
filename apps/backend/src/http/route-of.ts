import type { Contract } from '@codexos/protocol/contract';
import { openAiErrorResponseSchema } from '@codexos/protocol/contracts/openai.contract';
import { errorResponseSchema } from '@codexos/protocol/wire-error';
import { isOpenAiPath } from './openai-error.ts';

/** What Fastify and the OpenAPI document need to know of a contract. */
export function routeOf(contract: Contract) {
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const errorSchema = isOpenAiPath(contract.path) ? openAiErrorResponseSchema : errorResponseSchema;
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
      response: { [contract.status ?? 200]: contract.response, default: errorSchema },
    },
  };
}
