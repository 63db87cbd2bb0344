/** A service on this machine that answers only to whoever has its token. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ORDERS = 'Three orders wait';

export interface OrdersService {
  url: string;
  /** Host with its port. */
  host: string;
  /** What came in the header `authorization`, in order. */
  received: string[];
  stop: () => Promise<void>;
}

export async function startOrdersService(token: string): Promise<OrdersService> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    received.push(authorization);
    const isKnown = authorization === `Bearer ${token}`;
    response.writeHead(isKnown ? 200 : 401).end(isKnown ? ORDERS : 'Who are you?');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/orders`,
    host,
    received,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
