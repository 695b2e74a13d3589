import { randomUUID } from 'node:crypto';
import { subprotocolsFor } from '@serverless-ws/chat-protocol';
import { ChatSocket, type SocketOptions } from './chat-socket.js';

/** Whom a token is for. */
export interface Claims {
  readonly sub: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  /** Seconds from now; in the past for an expired one. */
  readonly expiresIn?: number;
  readonly algorithm?: 'HS256' | 'HS512';
}

/** What only access to the inside of a stack can tell. */
export interface Inside {
  /** How many handshakes have reached `$connect`, so far. */
  connects(): number;
  /** How many rows of a user's connections the table has. */
  rowsOf(userId: string): Promise<number>;
}

/** A chat somewhere, and what one holds of it. */
export interface ChatTarget {
  /** `ws://` or `wss://`. */
  readonly url: string;
  /** A valid token of some user. */
  readonly token: string;
  /** Makes further tokens; only with the secret. */
  readonly mint?: (claims: Claims) => string;
  readonly inside?: Inside;
  /** Set where a user may send any number of messages: flood control would show who asks too much out. */
  readonly unlimited?: true;
  /** The status of a handshake whose token is refused, on a gateway where it is not 401 as on AWS. */
  readonly unauthorized?: number;
}

/** What a scenario needs besides an address and a token. */
export type Need = 'mint' | 'inside' | 'unlimited';

/** Something that must be true of every chat, wherever it runs. */
export interface Scenario {
  readonly name: string;
  readonly needs?: readonly Need[];
  /** Rejects when it is not true. */
  run(chat: Visit): Promise<void>;
}

/** One scenario's visit to a target: opens sockets, and closes them all in the end. */
export class Visit {
  readonly #sockets: ChatSocket[] = [];
  /** Of a user whom no other visit has used, where the target can mint one. */
  readonly #token: string;

  constructor(readonly target: ChatTarget) {
    this.#token = target.mint === undefined ? target.token : this.mint();
  }

  /** Opens a socket with a token, in the `Authorization` header unless said otherwise; by default a plain user's. */
  async connect(token = this.#token, how: 'raw' | 'bearer' | 'subprotocol' = 'raw'): Promise<ChatSocket> {
    if (how === 'subprotocol') return this.open({ subprotocols: subprotocolsFor(token) });
    return this.open({ headers: { Authorization: how === 'bearer' ? `Bearer ${token}` : token } });
  }

  /** Opens a socket just so. */
  async open(options: SocketOptions): Promise<ChatSocket> {
    // All scenarios share a user where none can be made, and flood control counts what they send together.
    const isPatient = this.target.mint === undefined;
    const socket = await ChatSocket.open(this.target.url, { isPatient, ...options });
    this.#sockets.push(socket);
    return socket;
  }

  /** A token for a user who exists in no other scenario. */
  mint(claims: Partial<Claims> = {}): string {
    if (this.target.mint === undefined) throw new Error('this scenario needs a target that mints tokens');
    return this.target.mint({ sub: `user-${randomUUID()}`, ...claims });
  }

  /** A word that no other user says. */
  unique(): string {
    return `e2e-${randomUUID()}`;
  }

  end(): void {
    for (const socket of this.#sockets) socket.kill();
  }
}

/** What a scenario needs and a target lacks: it can run where that is nothing. */
export function lacks({ needs = [] }: Scenario, target: ChatTarget): readonly Need[] {
  return needs.filter((need) => target[need] === undefined);
}

/** Runs one scenario; rejects with what is wrong. */
export async function runScenario(scenario: Scenario, target: ChatTarget): Promise<void> {
  const visit = new Visit(target);
  try {
    await scenario.run(visit);
  } finally {
    visit.end();
  }
}
