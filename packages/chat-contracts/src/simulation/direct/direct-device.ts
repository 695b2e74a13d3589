import { LIMITS, type Identity, type VisibleEntry } from '@serverless-ws/chat-domain';
import { identityOf } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';

/** A message that a device sends until it is acknowledged. */
export interface PendingMessage {
  readonly from: string;
  readonly to: string;
  /** Its `clientMessageId`. */
  readonly id: string;
}

/** The text of a message: unique, and says whom it is for. */
export function messageText({ from, to, id }: PendingMessage): string {
  return `${from} to ${to}: ${id}`;
}

/** A client of a user, over one connection after another. */
export class DirectDevice {
  /** The open connection, or `null`. */
  connectionId: string | null = null;
  /** Messages without an ack. */
  readonly unacked: PendingMessage[] = [];
  /** The texts that were pushed to it. */
  readonly received = new Set<string>();

  identity: Identity;
  /** Until when it must receive, in epoch milliseconds: its token ends then, or its connection may. */
  end = -Infinity;
  /** Milliseconds that its tokens last; they never end when absent. */
  readonly #tokenLife: number | undefined;

  constructor(userId: string, tokenLife?: number) {
    this.#tokenLife = tokenLife;
    this.identity = identityOf(userId);
  }

  get userId(): string {
    return this.identity.userId;
  }

  /** A fresh token at `now` (epoch milliseconds), for the next connection. */
  fresh(now: number): Pick<DirectDevice, 'identity' | 'end'> {
    const expiresAt = this.#tokenLife === undefined ? null : now + this.#tokenLife;
    const end = Math.min(expiresAt ?? Infinity, now + LIMITS.connectionLife);
    return { identity: identityOf(this.userId, { expiresAt }), end };
  }

  /**
   * The text of an entry that has come to this device.
   * @throws BrokenPromise for one of two other users
   */
  read(entry: VisibleEntry): string {
    const text = 'text' in entry ? entry.text : '';
    const isOwn = entry.sender.id === this.userId || entry.to === this.userId;
    const isMeant = text.startsWith(`${entry.sender.id} to ${entry.to}:`);
    if (isOwn && isMeant) return text;
    throw new BrokenPromise(`a third person: "${text}" came to ${this.userId}`);
  }
}
