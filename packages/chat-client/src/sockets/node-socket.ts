import { WebSocket } from 'ws';
import type { OpenSocket } from '../ports/chat-socket.js';

/** The `ws` library's WebSocket, with the token in the `Authorization` header. */
export const openSocket: OpenSocket = ({ url, token }, events) => {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
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
