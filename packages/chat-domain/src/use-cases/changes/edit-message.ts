import { ChatError } from '../../model/chat-error.js';
import { clientMessageId } from '../../model/client-message-id.js';
import type { Message } from '../../model/log-entry.js';
import { messageContent, type ContentInput } from '../../model/message-content.js';
import type { RoomReference } from '../../model/room-reference.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { findMessage } from '../log/find-message.js';
import type { EditDraft } from '../log/draft.js';
import { withContent } from '../log/edited-contents.js';
import { logWriterOf, type LogWriter, type Written } from '../log/log-writer.js';
import { receiptOf, type SendReceipt } from '../log/send-receipt.js';
import { perPorts } from '../per-ports.js';
import { permitChangeOf, type PermitChange } from './permit-change.js';
import { tellChangeOf, type TellChange } from './tell-change.js';

/** What {@link EditMessage} needs. */
export interface EditMessageDependencies {
  readonly authorize: Authorize;
  readonly permit: PermitChange;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly messages: Pick<MessageRepository, 'find' | 'edit'>;
  readonly writer: LogWriter;
  readonly tell: TellChange;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Input of {@link EditMessage}: what the message says from now on. What is absent, it no longer has. */
export interface EditMessageCommand extends Caller, RoomReference, ContentInput {
  /** The position of the message. */
  readonly seq: number;
  /** The id of the message. */
  readonly id: string;
  /** With it the edit is stored once, however often it is sent. */
  readonly clientMessageId?: string | undefined;
}

/**
 * Changes what one of the caller's own messages says. The content is kept at the message alone: it is replaced there first,
 * unless a later edit has, and then the edit gets an entry of its own, without the content. So all edits end alike for
 * every reader, and a deletion leaves no copy behind. Every step can be repeated: a retry finishes what was interrupted.
 */
export class EditMessage {
  readonly #dependencies: EditMessageDependencies;

  constructor(dependencies: EditMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_text`, `invalid_meta`, `forbidden`, `not_joined`, `message_not_found`, `muted`, … */
  async execute(command: EditMessageCommand): Promise<SendReceipt> {
    const { permit, digest, tell, clock, logger } = this.#dependencies;
    const start = clock.now();
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    const content = messageContent(command);
    const id = command.clientMessageId === undefined ? undefined : clientMessageId(command.clientMessageId);
    await permit.execute(command, 'editMessage', where);
    const target = await this.#requireOwn(command, room);
    const sender = { id: command.identity.userId, name: command.identity.name };
    const written = await this.#write({
      kind: 'edit',
      room,
      sender,
      to,
      target,
      content,
      clientMessageId: id,
    });
    await tell.execute(written);
    const { seq } = written.entry;
    logger.info('edited', { room, seq, duplicate: written.duplicate, ms: clock.now() - start });
    return { ...receiptOf(written, command), ...where };
  }

  /** An announcement is edited by those who may announce. */
  async #requireOwn(command: EditMessageCommand, room: string): Promise<Message> {
    const { authorize, messages } = this.#dependencies;
    const target = await findMessage(messages, room, command);
    if (target === null || target.kind === 'tombstone') throw notFound();
    if (target.sender.id !== command.identity.userId) {
      throw new ChatError('forbidden', 'Only its sender edits a message.');
    }
    if (target.kind === 'announcement') await authorize.execute(command, 'announce', room);
    return target;
  }

  /** Returns the entry as readers see it: with the content, if no later edit has replaced that. */
  async #write(draft: EditDraft): Promise<Written> {
    const { messages, writer } = this.#dependencies;
    const { room, target, content } = draft;
    const edited: { message: Message | null } = { message: null };
    const written = await writer.write(draft, async ({ seq, reservedAt: at }) => {
      edited.message = await messages.edit(room, target, { content, seq, at });
      if (edited.message === null) throw notFound();
    });
    // An earlier attempt had written the entry: it may be the last edit still.
    const message = edited.message ?? (await findMessage(messages, room, target));
    return { ...written, entry: withContent(written.entry, message) };
  }
}

function notFound(): ChatError {
  return new ChatError('message_not_found', 'No such message is here.');
}

/** The {@link EditMessage} of a chat. */
export const editMessageOf = perPorts(
  (ports: ChatPorts) =>
    new EditMessage({
      ...ports,
      authorize: authorizeOf(ports),
      permit: permitChangeOf(ports),
      writer: logWriterOf(ports),
      tell: tellChangeOf(ports),
    }),
);
