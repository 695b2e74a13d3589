import { subprotocolsFor } from '@serverless-ws/chat-protocol';
import type { OpenSocket } from '../ports/chat-socket.js';

/** The platform's WebSocket, with the token in the subprotocol: browsers cannot set headers. */
export const openSocket: OpenSocket = ({ url, token }, events) => {
  const socket = new WebSocket(url, subprotocolsFor(token));
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') events.received(data);
  };
  // Always followed by `close`, which is handled; without this listener `ws` would throw.
  socket.onerror = () => undefined;
  socket.onclose = ({ code }) => events.closed(code);
  return {
    send(text) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};
