import { clientMessageId } from '../model/client-message-id.js';
import type { Message } from '../model/log-entry.js';
import { messageText } from '../model/message-text.js';
import { LOBBY, roomName } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import { authorizeOf, type Authorize } from './authorize.js';
import { broadcastOf, type Broadcast } from './broadcast.js';
import type { Caller } from './caller.js';
import { logWriterOf, type LogWriter, type Written } from './log/log-writer.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link SendMessage} needs. */
export interface SendMessageDependencies {
  readonly authorize: Authorize;
  /** Without it users may send at any rate. */
  readonly flood?: FloodControl | undefined;
  readonly writer: LogWriter;
  readonly broadcast: Broadcast;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Input of {@link SendMessage}. */
export interface SendMessageCommand extends Caller {
  readonly kind: Message['kind'];
  /** The lobby, when absent, and always for an announcement. */
  readonly room?: string | undefined;
  readonly text: string;
  /** With it the message is stored once, however often it is sent. */
  readonly clientMessageId?: string | undefined;
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
}

/** Stores a message, exactly once per `clientMessageId`, and broadcasts it. */
export class SendMessage {
  readonly #dependencies: SendMessageDependencies;

  constructor(dependencies: SendMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `invalid_text`, `forbidden`, `not_joined`, `client_message_id_reused`, … */
  async execute(command: SendMessageCommand): Promise<SendReceipt> {
    const { authorize, flood, writer, clock, logger } = this.#dependencies;
    const start = clock.now();
    const { identity, kind } = command;
    const room = kind === 'announcement' ? LOBBY : roomName(command.room);
    const text = messageText(command.text);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await authorize.execute(command, kind === 'announcement' ? 'announce' : 'sendMessage', room);
    await flood?.execute(command, room);
    const sender = { id: identity.userId, name: identity.name };
    const written = await writer.write({ room, kind, sender, text, clientMessageId: id });
    await this.#tell(written);
    const { epoch } = written.head;
    const { seq, reservedAt: sentAt } = written.entry;
    logger.info('sent', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return {
      room,
      epoch,
      seq,
      id: written.entry.id,
      sentAt,
      duplicate: written.duplicate,
      ...(id !== undefined && { clientMessageId: id }),
    };
  }

  /** The message is in the log by now: failed pushes do not lose it, so the sender gets its ack. */
  async #tell({ head, entry }: Written): Promise<void> {
    const { broadcast, logger } = this.#dependencies;
    try {
      await broadcast.execute({ head, entries: [entry] });
    } catch (error) {
      logger.error('broadcast failed', error, { room: head.room, seq: entry.seq });
    }
  }
}

/** The {@link SendMessage} of a chat. */
export const sendMessageOf = perPorts(
  (ports: ChatPorts) =>
    new SendMessage({
      ...ports,
      authorize: authorizeOf(ports),
      flood: floodControlOf(ports),
      writer: logWriterOf(ports),
      broadcast: broadcastOf(ports),
    }),
);
