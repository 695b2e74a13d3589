import {
  deliverEach,
  StalledRecipients,
  type Clock,
  type MessageGateway,
  type Recipient,
  type Timer,
} from '@serverless-ws/chat-domain';
import { encode, eventFrame } from '@serverless-ws/chat-protocol';
import { WebSocket } from 'ws';

/** Bytes that may wait for a client that reads slowly; beyond them it catches up from the log. */
const BUFFER = 1_000_000;
/** Milliseconds between two checks of a socket that was not ready. */
const PAUSE = 50;
/** Milliseconds that an accepted client may take from its row to its open socket. */
const OPENING = 30_000;

type Socket = Pick<WebSocket, 'readyState' | 'bufferedAmount' | 'send' | 'close'>;

/** The `MessageGateway` of a server that holds its sockets itself. */
export function socketGateway(
  sockets: Pick<ReadonlyMap<string, Socket>, 'get'>,
  time: Clock & Timer,
): MessageGateway {
  const stalled = new StalledRecipients();
  return {
    deliver(event, recipients, options) {
      const text = encode(eventFrame(event));
      const post = async ({ connectionId, connectedAt }: Recipient, mayRetry: () => boolean) => {
        for (let isFirst = true; time.now() < options.deadline; await time.wait(PAUSE)) {
          if (!isFirst && !mayRetry()) break;
          isFirst = false;
          const socket = sockets.get(connectionId);
          const isOpen = socket?.readyState === WebSocket.OPEN;
          if (isOpen && socket.bufferedAmount < BUFFER) {
            socket.send(text);
            return { outcome: 'delivered' } as const;
          }
          const mayOpen = socket === undefined && time.now() - connectedAt < OPENING;
          if (!isOpen && !mayOpen) return { outcome: 'gone', reason: 'closed' } as const;
        }
        return { outcome: 'failed', reason: 'not ready' } as const;
      };
      return deliverEach(recipients, post, { ...options, time, stalled, opening: OPENING });
    },
    async disconnect(connectionId) {
      sockets.get(connectionId)?.close();
    },
    async probe({ connectionId, connectedAt }) {
      const socket = sockets.get(connectionId);
      if (socket?.readyState === WebSocket.OPEN) return 'open';
      return socket === undefined && time.now() - connectedAt < OPENING ? 'unknown' : 'gone';
    },
  };
}
