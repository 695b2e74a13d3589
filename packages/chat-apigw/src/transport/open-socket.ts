import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import type { Clock } from '@serverless-ws/chat-domain';
import type { CallbackEndpoint } from '../callback-endpoint.js';
import type { SocketEvents, SocketSource } from './connection.js';
import { sharedLookup } from './shared-lookup.js';

/** Bytes read at once; responses are a few hundred. */
const READ_BUFFER = 2_048;

/**
 * Sockets to an endpoint: plain, or TLS which resumes the session of the last handshake and skips the most
 * expensive part of the next one. Its name is looked up once for a burst. They do not keep the process alive; a
 * delivery's deadline does.
 *
 * @param ca - PEM certificates to trust instead of the well-known authorities
 */
export async function socketSource(
  endpoint: CallbackEndpoint,
  ca: string | undefined,
  clock: Clock,
): Promise<SocketSource> {
  const target = { host: endpoint.hostname, port: endpoint.port, lookup: sharedLookup(clock) };
  if (endpoint.secure) return secureSource(target, ca);
  return {
    session: 'plain',
    open: (events) => watch(connect({ ...target, noDelay: true, onread: reader(events) }), events),
  };
}

/** Where sockets go to, and how the name is looked up. */
interface Target {
  readonly host: string;
  readonly port: number;
  readonly lookup: ReturnType<typeof sharedLookup>;
}

async function secureSource(target: Target, ca: string | undefined): Promise<SocketSource> {
  const tls = await import('node:tls');
  const secureContext = tls.createSecureContext(ca === undefined ? {} : { ca });
  let session: Buffer | undefined;
  return {
    get session() {
      return session === undefined ? 'none' : 'known';
    },
    open(events) {
      const socket = tls.connect({
        ...target,
        ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
        secureContext,
        ALPNProtocols: ['http/1.1'],
        ...(session === undefined ? {} : { session }),
        ...{ onread: reader(events) },
      });
      socket.setNoDelay(true);
      socket.on('session', (fresh) => {
        session = fresh;
        events.onSession();
      });
      return watch(socket, events);
    },
  };
}

/** Reads into one buffer per connection instead of a new one per read. */
function reader(events: SocketEvents): OnReadOpts {
  const buffer = Buffer.allocUnsafe(READ_BUFFER);
  return {
    buffer,
    callback(bytes) {
      events.onBytes(buffer.toString('latin1', 0, bytes));
      return true;
    },
  };
}

function watch(socket: Socket, events: SocketEvents): Socket {
  socket.unref();
  socket.on('end', () => {
    events.onEnd();
  });
  socket.on('close', () => {
    events.onEnd();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    events.onError(error.code ?? error.name);
  });
  return socket;
}
