/** A small service that tools call, and documents and flows that call it. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface IssueTracker extends AsyncDisposable {
  /** With its port, as an address names it. */
  host: string;
  received: ReceivedRequest[];
  /** Ends of connections on which an answer was still owed. */
  takenBack: number;
}

/**
 * Gives back an issue and the key that came with the request; an issue named `gone` is not there, and one named `slow`
 * never comes.
 */
export async function startIssueTracker(): Promise<IssueTracker> {
  const received: ReceivedRequest[] = [];
  let takenBack = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      response.setHeader('content-type', 'application/json');
      if (url.includes('slow')) response.once('close', () => (takenBack += 1));
      else if (url.includes('gone')) response.writeHead(404).end('{"message":"no such issue"}');
      else response.end(JSON.stringify({ issue: { title: 'It is broken', key: headers.authorization } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get takenBack() {
      return takenBack;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads an issue with a token from the vault. */
export function issueTool(host: string, change: object = {}) {
  return {
    name: 'get-issue',
    label: 'Get an issue',
    description: 'Gives an issue of the tracker.',
    inputs: [
      { name: 'id', type: 'text', isRequired: true, description: 'Number of the issue.' },
      { name: 'verbose', type: 'boolean' },
    ],
    request: {
      method: 'GET',
      url: `http://${host}/issues/{{ input.id }}`,
      query: [{ name: 'verbose', value: '{{ input.verbose }}' }],
      headers: [{ name: 'Authorization', value: 'Bearer secret:TRACKER_TOKEN' }],
    },
    answer: { type: 'expression', expression: '{"title": body.issue.title, "sent": body.issue.key}' },
    effect: 'read',
    ...change,
  };
}

/** Gives its text to a tool as `id`. */
export function flowWithTool(tool: string, name = 'Ask the tracker') {
  return {
    name,
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'fetch', kind: 'tool', config: { tool, arguments: { id: '{{ input }}' } } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'fetch', port: 'input' } },
      { id: 'e2', from: { node: 'fetch', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  };
}
