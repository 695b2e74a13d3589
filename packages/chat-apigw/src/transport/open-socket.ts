import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import type { CallbackEndpoint } from '../callback-endpoint.js';
import type { OpenSocket, SocketEvents } from './connection.js';

/** Bytes read at once; responses are a few hundred. */
const READ_BUFFER = 2_048;

/**
 * Sockets to an endpoint: plain, or TLS which resumes the session of the last handshake and skips the most
 * expensive part of the next one. They do not keep the process alive; a delivery's deadline does.
 *
 * @param ca - PEM certificates to trust instead of the well-known authorities
 */
export async function socketOpener(endpoint: CallbackEndpoint, ca: string | undefined): Promise<OpenSocket> {
  if (endpoint.secure) return secureOpener(endpoint, ca);
  return (events) =>
    watch(
      connect({ host: endpoint.hostname, port: endpoint.port, noDelay: true, onread: reader(events) }),
      events,
    );
}

async function secureOpener(endpoint: CallbackEndpoint, ca: string | undefined): Promise<OpenSocket> {
  const tls = await import('node:tls');
  const secureContext = tls.createSecureContext(ca === undefined ? {} : { ca });
  let session: Buffer | undefined;
  return (events) => {
    const socket = tls.connect({
      host: endpoint.hostname,
      port: endpoint.port,
      ...(isIP(endpoint.hostname) === 0 ? { servername: endpoint.hostname } : {}),
      secureContext,
      ALPNProtocols: ['http/1.1'],
      ...(session === undefined ? {} : { session }),
      ...{ onread: reader(events) },
    });
    socket.setNoDelay(true);
    socket.on('session', (fresh) => {
      session = fresh;
    });
    return watch(socket, events);
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
