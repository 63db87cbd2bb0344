import type { Page } from '@playwright/test';

export interface Api {
  get: <TAnswer>(path: string) => Promise<TAnswer>;
  post: <TAnswer>(path: string, body?: unknown) => Promise<TAnswer>;
  put: <TAnswer>(path: string, body: unknown) => Promise<TAnswer>;
}

/** Calls the server as the page does: same origin, with its session. */
export function createApi(page: Page): Api {
  const call = async <TAnswer>(method: string, path: string, body?: unknown): Promise<TAnswer> => {
    const { status, text } = await page.evaluate(
      async ([verb, url, content]) => {
        const response = await fetch(url, {
          method: verb,
          ...(content === null ? {} : { body: content, headers: { 'content-type': 'application/json' } }),
        });
        return { status: response.status, text: await response.text() };
      },
      [method, path, body === undefined ? null : JSON.stringify(body)] as const,
    );
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return JSON.parse(text) as TAnswer;
  };
  return {
    get: (path) => call('GET', `/api/v1${path}`),
    put: (path, body) => call('PUT', `/api/v1${path}`, body),
    post: (path, body = {}) => call('POST', `/api/v1${path}`, body),
  };
}
