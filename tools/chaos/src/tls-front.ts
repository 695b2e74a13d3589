import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** TLS in front of a local gateway: posts on AWS go over TLS, where a cold pool of connections starts slowly. */
export interface TlsFront {
  readonly port: number;
  /** The certificate to trust, as PEM. */
  readonly ca: string;
}

/** Passes what comes over TLS on to a port of this machine. */
export async function startTlsFront(to: number): Promise<TlsFront> {
  const pem = await readFile(join(workspaceRoot, 'packages/chat-apigw/test/loopback.pem'), 'utf8');
  const server = createServer({ key: pem, cert: pem }, (socket) => couple(socket, connect(to, '127.0.0.1')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, ca: pem };
}

/** Two sockets as one; each end ends the other. */
function couple(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}
