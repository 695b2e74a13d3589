// Ten thousand clients in a process of their own, so that each side has its own file descriptors.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Order, Report } from './report.js';

/** Handshakes under way at once. */
const width = 200;

const sockets: WebSocket[] = [];
const copies: number[] = [];
const closed: Record<string, number> = {};

async function connectOne(url: string): Promise<void> {
  const index = sockets.length;
  const socket = new WebSocket(url, { perMessageDeflate: false });
  sockets.push(socket);
  copies.push(0);
  socket.on('message', () => (copies[index] = (copies[index] ?? 0) + 1));
  socket.on('close', (code) => (closed[code] = (closed[code] ?? 0) + 1));
  await once(socket, 'open');
}

async function connectAll(url: string, count: number): Promise<void> {
  const lane = async (): Promise<void> => {
    while (sockets.length < count) await connectOne(url);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

function report(): Report {
  const histogram: Record<string, number> = {};
  for (const n of copies) histogram[n] = (histogram[n] ?? 0) + 1;
  const open = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  return { open, copies: histogram, closed, rss: process.memoryUsage.rss() };
}

process.on('message', (order: Order) => {
  void (async () => {
    if (order.do === 'connect') await connectAll(order.url, order.count);
    if (order.do === 'talk')
      for (const socket of sockets.slice(0, sockets.length / 2)) socket.send('still here');
    process.send?.(report());
  })();
});
