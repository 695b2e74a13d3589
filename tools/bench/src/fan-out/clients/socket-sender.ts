import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Sender, SenderOptions } from './sender.js';

/**
 * Plain sockets without a signature, a timer, or a look at the answer: what the wire itself costs. Nothing that posts can
 * be cheaper.
 */
export function socketSender({ url, ca, window }: SenderOptions): Sender {
  const { hostname, host, port, pathname, protocol } = new URL(url);
  const target = { host: hostname, port: Number(port) };
  const open = (): Socket =>
    protocol === 'https:' ? connectTls({ ...target, ...(ca === null ? {} : { ca }) }) : connect(target);
  const sockets = Array.from({ length: window }, () => open().setNoDelay(true));
  return {
    async send(body, ids) {
      const bytes = Buffer.from(body).toString('latin1');
      const tail = ` HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${bytes.length}\r\n\r\n${bytes}`;
      const rest = ids.values();
      await Promise.all(
        sockets.map(
          (socket) =>
            new Promise<void>((resolve, reject) => {
              const post = (): void => {
                const next = rest.next();
                if (next.done === true) {
                  socket.removeAllListeners('data');
                  resolve();
                } else socket.write(`POST ${pathname}/@connections/${next.value}${tail}`, 'latin1');
              };
              socket.on('data', post).on('error', reject);
              post();
            }),
        ),
      );
    },
  };
}
