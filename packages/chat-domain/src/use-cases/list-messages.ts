import { ChatError } from '../model/chat-error.js';
import { logCursor, pageLimit, type LogCursor } from '../model/log-cursor.js';
import type { ResolvedRoom, RoomReference } from '../model/room-reference.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { TextDigest } from '../ports/text-digest.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from './authorize.js';
import type { Caller } from './caller.js';
import { resolveRoom } from './direct/resolve-room.js';
import type { LogPage } from './log/log-page.js';
import { logReaderOf, type LogReader } from './log/log-reader.js';
import { perPorts } from './per-ports.js';
import { roomOpenerOf, type RoomOpener, type RoomOpenerPorts } from './room-opener.js';

/** What {@link ListMessages} needs. */
export interface ListMessagesDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly opener: RoomOpener;
  readonly reader: LogReader;
}

/** Input of {@link ListMessages}: a page of a room's log after a cursor, before one, or the newest. */
export interface ListMessagesQuery extends Caller, RoomReference {
  readonly after?: LogCursor | undefined;
  readonly before?: LogCursor | undefined;
  /** 1 to 100 positions; 50 when absent. */
  readonly limit?: number | undefined;
}

/** Reads a room's log in either direction. */
export class ListMessages {
  readonly #dependencies: ListMessagesDependencies;

  constructor(dependencies: ListMessagesDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `invalid_room`, `invalid_cursor`, `invalid_limit`, `not_joined`, … */
  async execute(query: ListMessagesQuery): Promise<LogPage & ResolvedRoom> {
    const where = resolveRoom(this.#dependencies.digest, query);
    return { ...(await this.#page(query, where)), ...where };
  }

  async #page(query: ListMessagesQuery, { room, with: userId }: ResolvedRoom): Promise<LogPage> {
    const { authorize, opener, reader } = this.#dependencies;
    const limit = pageLimit(query.limit);
    const after = query.after && logCursor(query.after);
    const before = query.before && logCursor(query.before);
    if (after && before)
      throw new ChatError('invalid_cursor', 'A page is after a cursor or before one, not both.');
    await authorize.execute(query, 'listMessages', room, userId);
    const head = await opener.execute(query, room);
    if (after) return reader.after(head, after, limit);
    if (before === undefined) return reader.latest(head, limit);
    return before.epoch === head.epoch ? reader.before(head, before.seq, limit) : reader.newest(head);
  }
}

/** What {@link listMessagesOf} takes. */
export type ListMessagesPorts = AuthorizePorts & RoomOpenerPorts & Pick<ChatPorts, 'digest'>;

/** The {@link ListMessages} of a chat. */
export const listMessagesOf = perPorts(
  (ports: ListMessagesPorts) =>
    new ListMessages({
      ...ports,
      authorize: authorizeOf(ports),
      opener: roomOpenerOf(ports),
      reader: logReaderOf(ports),
    }),
);
