import type { AuthorizerContext } from '../events/request-context.js';
import type { Identity } from './identity.js';

/** The data of a connection from its handshake on. */
export interface Connection {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  readonly identity: Identity;
  /** Only with an authorizer, once it has allowed the connection. */
  readonly authorizer?: AuthorizerContext;
}
