import { erased, type WireEntry } from '@serverless-ws/chat-protocol';
import type { HistoryPage } from '../log/history.js';
import type { Cursor } from '../log/room-log.js';
import type { OutboxMessage } from '../outbox/outbox-message.js';
import type { Room } from '../room.js';
import type { Line } from './line.js';
import { LogLines } from './log-lines.js';
import { persistently } from './persistently.js';
import { ComputedView, oneFor, type View } from './view.js';

/** A room as people see it: its past, what is new, changes of both, and what waits to be sent, as one list. */
export interface Timeline extends View<readonly Line[]> {
  /**
   * Reads a page of the past, once there is a connection.
   * @returns whether there is more
   * @throws RequestError `closed`, `left`, or the server's error
   */
  older(): Promise<boolean>;
  /** Whether there is more of the past; `undefined` before the first page. */
  readonly hasOlder: boolean | undefined;
  /** Sends a failed message once more. */
  retry(clientMessageId: string): void;
  /** Removes a message from the outbox. */
  discard(clientMessageId: string): void;
}

/** Positions of the log that one request reads: the server's maximum. */
const PAGE = 100;

/**
 * The {@link Timeline} of a room; the same one each time. It begins with what arrives from now on: `older()` reads what was
 * before. After a `reset` it begins anew, and reads one page by itself.
 */
export const timeline = /* @__PURE__ */ oneFor((room: Room): Timeline => new RoomTimeline(room));

class RoomTimeline implements Timeline {
  readonly #room: Room;
  readonly #view: ComputedView<readonly Line[]>;
  /** Kept over resets: the log may hold for some minutes what is erased. */
  readonly #erasures = new Map<string, number>();
  #log: LogLines;
  #before: Cursor | undefined;
  hasOlder: boolean | undefined;
  #reading: Promise<boolean> | null = null;
  /** How often the log was reset: a page that was requested before belongs to another one. */
  #resets = 0;

  constructor(room: Room) {
    this.#room = room;
    this.#log = this.#newLog();
    this.#view = new ComputedView(() => [...this.#log.lines, ...this.#pending()]);
    const { client, name } = room;
    client.on('message', (event) => {
      if (event.room === name) this.#take([event.entry]);
    });
    client.on('reset', (event) => {
      if (event.room === name) this.#reset();
    });
    client.on(erased, ({ room, userId, sentAt }) => {
      if (client.roomOf({ room }) === name) this.#erase(userId, sentAt);
    });
    client.on('outbox', () => this.#view.changed());
  }

  get current(): readonly Line[] {
    return this.#view.current;
  }

  get subscribe(): View<readonly Line[]>['subscribe'] {
    return this.#view.subscribe;
  }

  older(): Promise<boolean> {
    this.#reading ??= this.#readPage().finally(() => (this.#reading = null));
    return this.#reading;
  }

  retry(clientMessageId: string): void {
    this.#room.client.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#room.client.discard(clientMessageId);
  }

  async #readPage(): Promise<boolean> {
    const { room, resets } = { room: this.#room, resets: this.#resets };
    const page = await persistently(room.client, () => this.#request());
    if (resets !== this.#resets) return this.#readPage();
    this.#log.prepend(page);
    this.#before = page.before ?? undefined;
    this.hasOlder = page.before !== null;
    this.#view.changed();
    return this.hasOlder;
  }

  #request(): Promise<HistoryPage> {
    return this.#room.history({ limit: PAGE, ...(this.#before && { before: this.#before }) });
  }

  #take(entries: readonly WireEntry[]): void {
    this.#log.append(entries);
    this.#view.changed();
  }

  #erase(userId: string, sentAt: number): void {
    this.#erasures.set(userId, sentAt);
    this.#log.erase();
    this.#view.changed();
  }

  #reset(): void {
    this.#resets += 1;
    this.#before = undefined;
    this.hasOlder = undefined;
    this.#log = this.#newLog();
    this.#view.changed();
    this.older().catch(() => undefined);
  }

  #newLog(): LogLines {
    return new LogLines(() => this.#room.client.user.userId, this.#erasures);
  }

  /** The messages that the log does not show yet. */
  #pending(): readonly Line[] {
    const isHere = ({ room, clientMessageId }: OutboxMessage) =>
      room === this.#room.name && !this.#log.has(clientMessageId);
    return this.#room.client.pending
      .filter(isHere)
      .map((message) => ({ kind: 'pending', key: `own-${message.clientMessageId}`, message }));
  }
}
