import { ChatError } from '../../model/chat-error.js';
import { clientMessageId } from '../../model/client-message-id.js';
import type { Message } from '../../model/log-entry.js';
import { reactionText, requireRoomForReaction } from '../../model/reaction.js';
import type { RoomReference } from '../../model/room-reference.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { findMessage } from '../log/find-message.js';
import { logWriterOf, type LogWriter } from '../log/log-writer.js';
import { receiptOf, type SendReceipt } from '../log/send-receipt.js';
import { perPorts } from '../per-ports.js';
import { permitChangeOf, type PermitChange } from './permit-change.js';
import { tellChangeOf, type TellChange } from './tell-change.js';

/** What {@link React} needs. */
export interface ReactDependencies {
  readonly permit: PermitChange;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly messages: Pick<MessageRepository, 'find' | 'react' | 'reactions'>;
  readonly writer: LogWriter;
  readonly tell: TellChange;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Input of {@link React}. */
export interface ReactCommand extends Caller, RoomReference {
  /** The position of the message. */
  readonly seq: number;
  /** The id of the message. */
  readonly id: string;
  /** 1 to 64 bytes. */
  readonly reaction: string;
  /** `false`: the reaction is taken back. `true` when absent. */
  readonly on?: boolean | undefined;
  /** With it the change is stored once, however often it is sent. */
  readonly clientMessageId?: string | undefined;
}

/**
 * Adds a reaction of the caller to a message, or takes one back. Each change is an entry of the log, so that none is lost;
 * then it is noted beside the message, for pages. Of a user's changes of one reaction the one with the highest position
 * holds, whenever it is noted.
 */
export class React {
  readonly #dependencies: ReactDependencies;

  constructor(dependencies: ReactDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `forbidden`, `not_joined`, `message_not_found`, `too_many_reactions`, `muted`, … */
  async execute(command: ReactCommand): Promise<SendReceipt> {
    const { permit, digest, messages, writer, tell, clock, logger } = this.#dependencies;
    const start = clock.now();
    const { on = true } = command;
    const { userId, name } = command.identity;
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    const reaction = reactionText(command.reaction);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await permit.execute(command, 'react', where);
    const target = await this.#requireMessage(room, command);
    requireRoomForReaction(await messages.reactions(room, target), { reaction, userId });
    const draft = { kind: 'reaction', room, to, target, reaction, on, clientMessageId: id } as const;
    const written = await writer.write({ ...draft, sender: { id: userId, name } });
    const { seq } = written.entry;
    await messages.react(room, target, { reaction, userId, seq, on });
    await tell.execute(written);
    logger.info('reacted', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return { ...receiptOf(written, command), ...where };
  }

  async #requireMessage(room: string, command: ReactCommand): Promise<Message> {
    const target = await findMessage(this.#dependencies.messages, room, command);
    if (target !== null && target.kind !== 'tombstone') return target;
    throw new ChatError('message_not_found', 'No such message is here.');
  }
}

/** The {@link React} of a chat. */
export const reactOf = perPorts(
  (ports: ChatPorts) =>
    new React({
      ...ports,
      permit: permitChangeOf(ports),
      writer: logWriterOf(ports),
      tell: tellChangeOf(ports),
    }),
);
