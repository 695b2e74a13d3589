import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from '../authorize.js';
import type { Caller } from '../caller.js';
import { perPorts } from '../per-ports.js';

/** The `next` of a page, whatever the store: its number and a room name at most. */
const TOKEN = /^[\w.:-]{1,80}$/;

/** What {@link BrowseRooms} needs. */
export interface BrowseRoomsDependencies {
  readonly authorize: Authorize;
  readonly messages: Pick<MessageRepository, 'rooms'>;
}

/** Input of {@link BrowseRooms}. */
export interface BrowseRoomsCommand extends Caller {
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** A page of public rooms and, unless it was the last, where the next one starts. */
export interface PublicRoomsPage {
  readonly rooms: readonly { readonly room: string }[];
  readonly next?: string;
}

/**
 * The public rooms, so that a user finds those that they do not know. A room may be in the list for some time after its
 * log has ended; private rooms and the lobby never are.
 */
export class BrowseRooms {
  readonly #dependencies: BrowseRoomsDependencies;

  constructor(dependencies: BrowseRoomsDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request` for an `after` that is none, `token_expired`, `forbidden` */
  async execute(command: BrowseRoomsCommand): Promise<PublicRoomsPage> {
    const { authorize, messages } = this.#dependencies;
    const { after } = command;
    if (after !== undefined && !TOKEN.test(after)) {
      throw new ChatError('bad_request', 'after is the next of an earlier page.');
    }
    await authorize.execute(command, 'browseRooms', LOBBY);
    const page = await messages.rooms({ kind: 'public', limit: LIMITS.pageMaximum, from: after });
    return { ...page, rooms: page.rooms.map((room) => ({ room })) };
  }
}

/** What {@link browseRoomsOf} takes. */
export type BrowseRoomsPorts = AuthorizePorts & Pick<ChatPorts, 'messages'>;

/** The {@link BrowseRooms} of a chat. */
export const browseRoomsOf = perPorts(
  (ports: BrowseRoomsPorts) => new BrowseRooms({ ...ports, authorize: authorizeOf(ports) }),
);
