import { clientMessageId } from '../model/client-message-id.js';
import { personOf } from '../model/identity.js';
import type { Message, MessageReference } from '../model/log-entry.js';
import { messageContent, type ContentInput } from '../model/message-content.js';
import { LOBBY } from '../model/room-name.js';
import type { RoomReference } from '../model/room-reference.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { TextDigest } from '../ports/text-digest.js';
import { authorizeOf, type Authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { resolveRoom } from './direct/resolve-room.js';
import { receiptOf, type SendReceipt } from './log/send-receipt.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { rulesMemoryOf, type RulesMemory } from './moderation/rules-memory.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';
import { postMessageOf, type PostMessage } from './post-message.js';

/** What {@link SendMessage} needs. */
export interface SendMessageDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  /** Without it users may send at any rate. */
  readonly flood?: FloodControl | undefined;
  /** How large rooms are; without it the size of a room counts for nothing. */
  readonly memory?: RulesMemory | undefined;
  /** Members from which on a room is crowded; none is when absent. */
  readonly crowdedFrom?: number | undefined;
  readonly post: PostMessage;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Input of {@link SendMessage}. */
export interface SendMessageCommand extends Caller, RoomReference, ContentInput {
  /** An announcement goes to the lobby, whatever the room. */
  readonly kind: Message['kind'];
  /** The message that this one answers; it may have been deleted since. */
  readonly replyTo?: MessageReference | undefined;
  /** With it the message is stored once, however often it is sent. */
  readonly clientMessageId?: string | undefined;
  /**
   * `false`: the sender's own connection may be left out of the broadcast, and the receipt holds the entry instead. A
   * hint: workers push to it all the same. Not part of what a retry must repeat.
   */
  readonly echo?: boolean | undefined;
}

/** Stores a message, exactly once per `clientMessageId`, and broadcasts it. */
export class SendMessage {
  readonly #dependencies: SendMessageDependencies;

  constructor(dependencies: SendMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @throws ChatError `bad_request`, `invalid_room`, `invalid_text`, `invalid_meta`, `forbidden`, `not_joined`,
   * `message_not_found`, `client_message_id_reused`, …
   */
  async execute(command: SendMessageCommand): Promise<SendReceipt> {
    const { digest, flood, post, clock, logger } = this.#dependencies;
    const start = clock.now();
    const { kind, replyTo } = command;
    const where = kind === 'announcement' ? { room: LOBBY } : resolveRoom(digest, command);
    const { room, with: to } = where;
    const content = messageContent(command);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    const sender = personOf(command.identity);
    const draft = { room, kind, sender, to, ...content, replyTo, clientMessageId: id };
    // All three in one round trip. Where permission or count refuse the message, their error is the one that counts.
    const permitted = this.#permit(command, room, to);
    const lookup = post.lookUp(draft);
    lookup.catch(() => undefined);
    // A direct room has no slow mode, and no more posts than any other message.
    await (flood?.execute(command, to === undefined ? room : null, permitted) ?? permitted);
    const except = command.echo === false ? command.connectionId : undefined;
    const written = await post.execute(draft, except, lookup);
    const { seq } = written.entry;
    logger.info('sent', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return { ...receiptOf(written, command), ...where };
  }

  async #permit(command: SendMessageCommand, room: string, to: string | undefined): Promise<void> {
    const { authorize, memory, crowdedFrom } = this.#dependencies;
    const isAnnouncement = command.kind === 'announcement';
    await authorize.execute(command, isAnnouncement ? 'announce' : 'sendMessage', room, to);
    if (isAnnouncement || to !== undefined || memory === undefined || crowdedFrom === undefined) return;
    const { members } = await memory.of(room);
    if (members >= crowdedFrom) await authorize.execute(command, 'sendToCrowd', room);
  }
}

/** The {@link SendMessage} of a chat. */
export const sendMessageOf = perPorts(
  (ports: ChatPorts) =>
    new SendMessage({
      ...ports,
      authorize: authorizeOf(ports),
      flood: floodControlOf(ports),
      memory: rulesMemoryOf(ports),
      crowdedFrom: ports.settings?.crowdedFrom,
      post: postMessageOf(ports),
    }),
);
