import type { GuardedRequest } from './guarded-fetch.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** All that goes along to another origin: a header not listed may be a credential. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** The request that a redirect asks for, or undefined when the response is final. */
export function redirectRequest(
  from: URL,
  response: Response,
  request: GuardedRequest,
): { url: URL; request: GuardedRequest } | undefined {
  const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
  if (location === null || !URL.canParse(location, from.href)) return undefined;
  const url = new URL(location, from.href);
  const { method = 'GET', headers = {}, body, ...rest } = request;
  const isSameOrigin = url.origin === from.origin;
  const becomesGet =
    response.status === 303 ? method !== 'HEAD' : response.status <= 302 && method === 'POST';
  return {
    url,
    request: {
      ...rest,
      method: becomesGet ? 'GET' : method,
      headers: Object.fromEntries(
        Object.entries(headers).filter(
          ([name]) =>
            (isSameOrigin || HARMLESS.has(name.toLowerCase())) &&
            !(becomesGet && name.toLowerCase().startsWith('content-')),
        ),
      ),
      ...(body === undefined || becomesGet ? {} : { body }),
    },
  };
}
