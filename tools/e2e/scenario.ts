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

/** What only somebody with access to the inside of a stack can tell. */
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
  private readonly sockets: ChatSocket[] = [];

  constructor(readonly target: ChatTarget) {}

  /** Opens a socket with a token, in the `Authorization` header unless said otherwise. */
  async connect(
    token = this.target.token,
    how: 'raw' | 'bearer' | 'subprotocol' = 'raw',
  ): Promise<ChatSocket> {
    if (how === 'subprotocol') return this.open({ subprotocols: subprotocolsFor(token) });
    return this.open({ headers: { Authorization: how === 'bearer' ? `Bearer ${token}` : token } });
  }

  /** Opens a socket just so. */
  async open(options: SocketOptions): Promise<ChatSocket> {
    const socket = await ChatSocket.open(this.target.url, options);
    this.sockets.push(socket);
    return socket;
  }

  /** A token for somebody who exists in no other scenario. */
  mint(claims: Partial<Claims> = {}): string {
    if (this.target.mint === undefined) throw new Error('this scenario needs a target that mints tokens');
    return this.target.mint({ sub: `user-${randomUUID()}`, ...claims });
  }

  /** A word that nobody else says. */
  unique(): string {
    return `e2e-${randomUUID()}`;
  }

  end(): void {
    for (const socket of this.sockets) socket.kill();
  }
}

/** Whether a target has what a scenario needs. */
export function canRun({ needs = [] }: Scenario, target: ChatTarget): boolean {
  return needs.every((need) => target[need] !== undefined);
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
