import { ChatError } from '../model/chat-error.js';
import { clientMessageId } from '../model/client-message-id.js';
import type { Message, MessageReference, VisibleEntry } from '../model/log-entry.js';
import { messageContent, type ContentInput } from '../model/message-content.js';
import { LOBBY, roomName } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { authorizeOf, type Authorize } from './authorize.js';
import { broadcastOf, type Broadcast } from './broadcast.js';
import type { Caller } from './caller.js';
import { findMessage } from './log/find-message.js';
import { logWriterOf, type LogWriter, type Written } from './log/log-writer.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { rulesMemoryOf, type RulesMemory } from './moderation/rules-memory.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link SendMessage} needs. */
export interface SendMessageDependencies {
  readonly authorize: Authorize;
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
export interface SendMessageCommand extends Caller, ContentInput {
  readonly kind: Message['kind'];
  /** The lobby, when absent, and always for an announcement. */
  readonly room?: string | undefined;
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

/** The position of a message in its room's log. */
export interface SendReceipt {
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
  /** Whether it had been stored by an earlier attempt. */
  readonly duplicate: boolean;
  readonly clientMessageId?: string;
  /** What the log holds at `seq` now, if `echo` was `false`: the message, or its tombstone. */
  readonly entry?: VisibleEntry;
}

/** Stores a message, exactly once per `clientMessageId`, and broadcasts it. */
export class SendMessage {
  readonly #dependencies: SendMessageDependencies;

  constructor(dependencies: SendMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_text`, `invalid_meta`, `forbidden`, `message_not_found`, `client_message_id_reused`, … */
  async execute(command: SendMessageCommand): Promise<SendReceipt> {
    const { authorize, flood, writer, clock, logger } = this.#dependencies;
    const start = clock.now();
    const { identity, kind, replyTo } = command;
    const room = kind === 'announcement' ? LOBBY : roomName(command.room);
    const content = messageContent(command);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await authorize.execute(command, kind === 'announcement' ? 'announce' : 'sendMessage', room);
    if (kind === 'message') await this.#requireCrowdAccess(command, room);
    await flood?.execute(command, room);
    if (replyTo !== undefined) await this.#requireMessage(room, replyTo);
    const sender = { id: identity.userId, name: identity.name };
    const written = await writer.write({ room, kind, sender, ...content, replyTo, clientMessageId: id });
    await this.#tell(written, command.echo === false ? command.connectionId : undefined);
    const { seq } = written.entry;
    logger.info('sent', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return receiptOf(written, command);
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
  async #tell({ head, entry }: Written, except: string | undefined): Promise<void> {
    const { broadcast, memory, logger } = this.#dependencies;
    try {
      const members = await broadcast.execute({ head, entries: [entry], except });
      await memory?.note(head.room, members);
    } catch (error) {
      logger.error('broadcast failed', error, { room: head.room, seq: entry.seq });
    }
  }
}

function receiptOf(
  { head, entry, duplicate }: Written,
  { clientMessageId, echo }: SendMessageCommand,
): SendReceipt {
  return {
    room: head.room,
    epoch: head.epoch,
    seq: entry.seq,
    id: entry.id,
    sentAt: entry.reservedAt,
    duplicate,
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(echo === false && { entry }),
  };
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
      writer: logWriterOf(ports),
      broadcast: broadcastOf(ports),
    }),
);
