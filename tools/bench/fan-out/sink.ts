// An endpoint that answers 200 to every request, with as little work as possible: it must not be what is measured.
// argv[2]: {"tls": PEM or null, "delay": milliseconds}. Says {"port": …}.
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

interface SinkOptions {
  readonly tls: string | null;
  readonly delay: number;
}

const ANSWER = Buffer.from(
  'HTTP/1.1 200 OK\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\ncontent-length: 0\r\nconnection: keep-alive\r\n' +
    'x-amzn-requestid: 8b0b1c9e-0000-4000-8000-000000000000\r\n\r\n',
);

/** Requests in a text, and what is left of the last one. */
function takeRequests(text: string): { readonly requests: number; readonly rest: string } {
  let requests = 0;
  let rest = text;
  for (;;) {
    const head = rest.indexOf('\r\n\r\n');
    if (head < 0) return { requests, rest };
    const length = /content-length: ?(\d+)/i.exec(rest.slice(0, head))?.[1] ?? '0';
    const end = head + 4 + Number(length);
    if (rest.length < end) return { requests, rest };
    requests += 1;
    rest = rest.slice(end);
  }
}

/** Answers `delay` milliseconds later, with one timer for all who are due in the same one. */
function answerer(delay: number): (socket: Socket) => void {
  const write = (socket: Socket): void => void (socket.writable && socket.write(ANSWER));
  if (delay === 0) return write;
  let batch: Socket[] = [];
  let batchAt = 0;
  return (socket) => {
    const now = Date.now();
    if (batchAt !== now) {
      batchAt = now;
      const due: Socket[] = (batch = []);
      setTimeout(() => due.forEach(write), delay);
    }
    batch.push(socket);
  };
}

const options = JSON.parse(process.argv[2] ?? '{}') as SinkOptions;
const answer = answerer(options.delay);
const listener = (socket: Socket): void => {
  let held = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const { requests, rest } = takeRequests(held + chunk.toString('latin1'));
    held = rest;
    for (let count = 0; count < requests; count += 1) answer(socket);
  });
};
const server: Server =
  options.tls === null
    ? createServer(listener)
    : createTlsServer({ key: options.tls, cert: options.tls }, listener);
server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : null }));
});
