import { ChatError } from '../model/chat-error.js';
import { clientMessageId } from '../model/client-message-id.js';
import type { Message, MessageReference, Sender } from '../model/log-entry.js';
import { messageContent, type ContentInput } from '../model/message-content.js';
import { LOBBY } from '../model/room-name.js';
import type { RoomReference } from '../model/room-reference.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { TextDigest } from '../ports/text-digest.js';
import { authorizeOf, type Authorize } from './authorize.js';
import { broadcastOf, type Broadcast } from './broadcast.js';
import type { Caller } from './caller.js';
import { directRowsOf, type DirectRows } from './direct/direct-rows.js';
import { resolveRoom } from './direct/resolve-room.js';
import type { MessageDraft } from './log/draft.js';
import { findMessage } from './log/find-message.js';
import { logWriterOf, type LogWriter, type Written } from './log/log-writer.js';
import { receiptOf, type SendReceipt } from './log/send-receipt.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { rulesMemoryOf, type RulesMemory } from './moderation/rules-memory.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link SendMessage} needs. */
export interface SendMessageDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  /** Without it the users of a direct room do not find it in their lists. */
  readonly directRows?: DirectRows | undefined;
  /** Without it users may send at any rate. */
  readonly flood?: FloodControl | undefined;
  /** How large rooms are; without it the size of a room counts for nothing. */
  readonly memory?: RulesMemory | undefined;
  /** Members from which on a room is crowded; none is when absent. */
  readonly crowdedFrom?: number | undefined;
  readonly messages: Pick<MessageRepository, 'find'>;
  readonly writer: LogWriter;
  readonly broadcast: Broadcast;
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
    const { authorize, digest, flood, clock, logger } = this.#dependencies;
    const start = clock.now();
    const { kind, replyTo } = command;
    const where = kind === 'announcement' ? { room: LOBBY } : resolveRoom(digest, command);
    const { room, with: to } = where;
    const content = messageContent(command);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await authorize.execute(command, kind === 'announcement' ? 'announce' : 'sendMessage', room, to);
    if (kind === 'message' && to === undefined) await this.#requireCrowdAccess(command, room);
    // A direct room has no slow mode, and no more posts than any other message.
    await flood?.execute(command, to === undefined ? room : null);
    if (replyTo !== undefined) await this.#requireMessage(room, replyTo);
    const sender = senderOf(command);
    const written = await this.#write({ room, kind, sender, to, ...content, replyTo, clientMessageId: id });
    await this.#tell(written, command, to);
    const { seq } = written.entry;
    logger.info('sent', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return { ...receiptOf(written, command), ...where };
  }

  /** In a direct room, both users find it before a message is in it: also where nothing comes after that. */
  #write(draft: MessageDraft): Promise<Written> {
    const { writer, directRows } = this.#dependencies;
    const { sender, to } = draft;
    if (directRows === undefined || to === undefined) return writer.write(draft);
    return writer.write(draft, (_, head) => directRows.ensure(head, sender, to));
  }

  async #requireCrowdAccess(caller: Caller, room: string): Promise<void> {
    const { authorize, memory, crowdedFrom } = this.#dependencies;
    if (memory === undefined || crowdedFrom === undefined) return;
    const { members } = await memory.of(room);
    if (members >= crowdedFrom) await authorize.execute(caller, 'sendToCrowd', room);
  }

  /** A deleted message counts: a deletion must not make a retry fail whose first attempt was stored. */
  async #requireMessage(room: string, answered: MessageReference): Promise<void> {
    if ((await findMessage(this.#dependencies.messages, room, answered)) !== null) return;
    throw new ChatError('message_not_found', 'The message to reply to is not here.');
  }

  /** The message is in the log by now: failed pushes do not lose it, so the sender gets its ack. */
  async #tell(
    { head, entry }: Written,
    { identity, connectionId, echo }: SendMessageCommand,
    to: string | undefined,
  ): Promise<void> {
    const { broadcast, memory, logger } = this.#dependencies;
    const except = echo === false ? connectionId : undefined;
    const between = to === undefined ? undefined : [identity.userId, to];
    try {
      const members = await broadcast.execute({ head, entries: [entry], except, between });
      if (to === undefined && members !== null) await memory?.note(head.room, members);
    } catch (error) {
      logger.error('broadcast failed', error, { room: head.room, seq: entry.seq });
    }
  }
}

function senderOf({ identity: { userId, name } }: Caller): Sender {
  return { id: userId, name };
}

/** The {@link SendMessage} of a chat. */
export const sendMessageOf = perPorts(
  (ports: ChatPorts) =>
    new SendMessage({
      ...ports,
      authorize: authorizeOf(ports),
      directRows: directRowsOf(ports),
      flood: floodControlOf(ports),
      memory: rulesMemoryOf(ports),
      crowdedFrom: ports.settings?.crowdedFrom,
      writer: logWriterOf(ports),
      broadcast: broadcastOf(ports),
    }),
);
