/** The port to the network: the application fills it with its guarded fetch. */
export interface ConsoleRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal | null;
  timeoutMs?: number;
}

export type ConsoleFetch = (url: string, request?: ConsoleRequest) => Promise<Response>;
