import { WebSocket } from 'ws';
import type { OpenSocket } from '../ports/chat-socket.js';

/** Milliseconds to wait for the other end's close: on a dead line none comes, and the process would not end. */
const CLOSE_TIMEOUT = 1_000;

/** The `ws` library's WebSocket, with the token in the `Authorization` header. */
export const openSocket: OpenSocket = ({ url, token }, events) => {
  const options = { headers: { authorization: `Bearer ${token}` }, closeTimeout: CLOSE_TIMEOUT };
  const socket = new WebSocket(url, options);
  let status: number | undefined;
  socket.on('open', () => events.opened());
  socket.on('message', (data, isBinary) => {
    if (!isBinary) events.received(String(data));
  });
  socket.on('unexpected-response', (request, response) => {
    status = response.statusCode;
    // Without this listener `ws` would abort by itself; with it, the listener has to.
    request.destroy();
    socket.terminate();
  });
  // An error is always followed by `close`, which is handled.
  socket.on('error', () => undefined);
  socket.on('close', (code) => events.closed(code, status));
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};
