import type { APIRequestContext, Page } from '@playwright/test';

export interface Api {
  get: <TAnswer>(path: string) => Promise<TAnswer>;
  post: <TAnswer>(path: string, body?: unknown) => Promise<TAnswer>;
  put: <TAnswer>(path: string, body: unknown) => Promise<TAnswer>;
}

interface Answer {
  status: number;
  text: string;
}
type Send = (method: string, path: string, body: string | undefined) => Promise<Answer>;

/** Calls the server from within the page that is open: same origin, with its session. */
export function createApi(page: Page): Api {
  return toApi((method, path, body) =>
    page.evaluate(
      async ([verb, url, content]) => {
        const response = await fetch(url, {
          method: verb,
          ...(content === null ? {} : { body: content, headers: { 'content-type': 'application/json' } }),
        });
        return { status: response.status, text: await response.text() };
      },
      [method, path, body ?? null] as const,
    ),
  );
}

/** Calls the server as its page would, whatever page is open. */
export function createDirectApi(request: APIRequestContext, originOf: () => string): Api {
  return toApi(async (method, path, body) => {
    const origin = originOf();
    const response = await request.fetch(origin + path, {
      method,
      headers: { origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { data: body }),
    });
    return { status: response.status(), text: await response.text() };
  });
}

function toApi(send: Send): Api {
  const call = async <TAnswer>(method: string, path: string, body?: unknown): Promise<TAnswer> => {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const { status, text } = await send(method, `/api/v1${path}`, content);
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return JSON.parse(text) as TAnswer;
  };
  return {
    get: (path) => call('GET', path),
    put: (path, body) => call('PUT', path, body),
    post: (path, body = {}) => call('POST', path, body),
  };
}
