import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A function that reviews messages, behind Lambda's Invoke API on loopback. */
export interface Reviewer {
  readonly endpoint: string;
  close(): void;
}

/** @param decide - the verdict about a text */
export async function startReviewer(decide: (said: string) => object): Promise<Reviewer> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.end(JSON.stringify(decide(String(JSON.parse(body).message.content.text))));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
