import {
  directRoom,
  LIMITS,
  type Clock,
  type MessageRepository,
  type TextDigest,
  type UserRoomRepository,
  type VisibleEntry,
} from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { Invocation } from '../scheduler.js';
import { messageText, type PendingMessage } from './direct-device.js';

/** How long a message is kept in the simulation, in milliseconds. */
export const RETENTION = LIMITS.retentionMinimum;

/** Knows what was acknowledged, and who has blocked whom, from what was asked for and from nothing that the stores say. */
export class DirectOracle {
  /** When an acknowledged message ends, in epoch milliseconds, by its text. */
  readonly acknowledged = new Map<string, { readonly message: PendingMessage; readonly expiresAt: number }>();
  /** The first violation that a watched store has shown, if any. */
  broken: BrokenPromise | null = null;
  /** The latest block between two users, for as long as no unblock has begun since. */
  readonly #blocked = new Map<string, object>();
  /** Unblocks under way. */
  readonly #unblocking = new Set<Invocation>();

  readonly #clock: Clock;
  readonly #digest: TextDigest;
  readonly #userRooms: UserRoomRepository;

  constructor(clock: Clock, digest: TextDigest, userRooms: UserRoomRepository) {
    this.#clock = clock;
    this.#digest = digest;
    this.#userRooms = userRooms;
  }

  /** A log in which no message may be stored before both its users find the room. */
  watch(messages: MessageRepository): MessageRepository {
    return intercept(messages, async ({ method, args, proceed }) => {
      const result = await proceed();
      const [room, entry] = args;
      if (method === 'append' && result === null && typeof room === 'string' && isMessage(entry)) {
        await this.expectListed(room, entry);
      }
      return result;
    });
  }

  /** Notes a violation where a user of a message does not find its room. */
  async expectListed(room: string, { sender, to }: VisibleEntry): Promise<void> {
    for (const [userId, other] of [[sender.id, to] as const, [to, sender.id] as const]) {
      if (userId === undefined) return;
      const row = await this.#userRooms.find(userId, room);
      if (row?.peer?.id === other) continue;
      this.broken ??= new BrokenPromise(`not listed: ${userId} does not find ${room}, with a message in it`);
    }
  }

  /** The message was acknowledged, as sent then. */
  acknowledge(message: PendingMessage, sentAt: number): void {
    this.acknowledged.set(messageText(message), { message, expiresAt: sentAt + RETENTION });
  }

  /** The texts that a user must find in the room with another one. */
  expectedTexts(userId: string, other: string): readonly string[] {
    const room = directRoom(this.#digest, userId, other);
    const alive = [...this.acknowledged].filter(
      ([, { message, expiresAt }]) =>
        expiresAt > this.#clock.now() && directRoom(this.#digest, message.from, message.to) === room,
    );
    return alive.map(([text]) => text);
  }

  /** A block was carried out: it holds unless an unblock that is under way may end it. */
  block(userId: string, other: string): void {
    const mayEnd = [...this.#unblocking].some(({ isDead }) => !isDead);
    if (!mayEnd) this.#blocked.set(pair(userId, other), {});
  }

  /** An unblock begins; returns what to call at its end. */
  unblock(invocation: Invocation, userId: string, other: string): () => void {
    this.#unblocking.add(invocation);
    this.#blocked.delete(pair(userId, other));
    return () => this.#unblocking.delete(invocation);
  }

  /**
   * To be called before a message is sent; the result after it was accepted.
   * @throws BrokenPromise for one between users of whom one has blocked the other all the time
   */
  expectUnblocked({ from, to }: PendingMessage): () => void {
    const block = this.#blocked.get(pair(from, to));
    return () => {
      if (block === undefined || this.#blocked.get(pair(from, to)) !== block) return;
      throw new BrokenPromise(`blocked: ${from} wrote to ${to}`);
    };
  }
}

function isMessage(entry: unknown): entry is VisibleEntry {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'message';
}

function pair(userId: string, other: string): string {
  return [userId, other].sort().join(' and ');
}
