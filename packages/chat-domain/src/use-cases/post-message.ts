import { ChatError } from '../model/chat-error.js';
import type { MessageReference } from '../model/log-entry.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Logger } from '../ports/logger.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { broadcastOf, type Broadcast } from './broadcast.js';
import { directRowsOf, type DirectRows } from './direct/direct-rows.js';
import type { MessageDraft } from './log/draft.js';
import { findMessage } from './log/find-message.js';
import { logWriterOf, type LogWriter, type Written } from './log/log-writer.js';
import { rulesMemoryOf, type RulesMemory } from './moderation/rules-memory.js';
import { perPorts } from './per-ports.js';

/** What {@link PostMessage.lookUp} returns. */
export type Lookup = ReturnType<LogWriter['lookUp']>;

/** What {@link PostMessage} needs. */
export interface PostMessageDependencies {
  readonly messages: Pick<MessageRepository, 'find'>;
  /** Without it the users of a direct room do not find it in their lists. */
  readonly directRows?: DirectRows | undefined;
  readonly writer: LogWriter;
  readonly broadcast: Broadcast;
  /** Learns how large rooms are. */
  readonly memory?: Pick<RulesMemory, 'note'> | undefined;
  readonly logger: Logger;
}

/** Stores a message that is allowed, exactly once for each id of its sender, and broadcasts it. */
export class PostMessage {
  readonly #dependencies: PostMessageDependencies;

  constructor(dependencies: PostMessageDependencies) {
    this.#dependencies = dependencies;
  }

  /** What an earlier attempt has left, if any: for {@link PostMessage.execute}. */
  lookUp(draft: MessageDraft): Lookup {
    return this.#dependencies.writer.lookUp(draft);
  }

  /**
   * @param except - a connection that the broadcast may leave out
   * @param lookup - what {@link PostMessage.lookUp} returned of this draft, where that was asked for before
   * @throws ChatError `message_not_found` for what `replyTo` names, `client_message_id_reused`, `unavailable`
   */
  async execute(draft: MessageDraft, except?: string, lookup?: Lookup): Promise<Written> {
    const { room, replyTo } = draft;
    if (replyTo !== undefined) await this.#requireMessage(room, replyTo);
    const written = await this.#write(draft, lookup);
    await this.#tell(written, draft, except);
    return written;
  }

  /** In a direct room, both users find it before a message is in it: also where nothing comes after that. */
  #write(draft: MessageDraft, lookup?: Lookup): Promise<Written> {
    const { writer, directRows } = this.#dependencies;
    const { sender, to } = draft;
    if (directRows === undefined || to === undefined) return writer.write(draft, undefined, lookup);
    return writer.write(draft, (_, head) => directRows.ensure(head, sender, to), lookup);
  }

  /** A deleted message counts: a deletion must not make a retry fail whose first attempt was stored. */
  async #requireMessage(room: string, answered: MessageReference): Promise<void> {
    if ((await findMessage(this.#dependencies.messages, room, answered)) !== null) return;
    throw new ChatError('message_not_found', 'The message to reply to is not here.');
  }

  /** The message is in the log by now: failed pushes do not lose it, so the sender gets its ack. */
  async #tell({ head, entry }: Written, { sender, to }: MessageDraft, except?: string): Promise<void> {
    const { broadcast, memory, logger } = this.#dependencies;
    const between = to === undefined ? undefined : [sender.id, to];
    try {
      const members = await broadcast.execute({ head, entries: [entry], except, between });
      if (to === undefined && members !== null) await memory?.note(head.room, members);
    } catch (error) {
      logger.error('broadcast failed', error, { room: head.room, seq: entry.seq });
    }
  }
}

/** The {@link PostMessage} of a chat. */
export const postMessageOf = perPorts(
  (ports: ChatPorts) =>
    new PostMessage({
      ...ports,
      directRows: directRowsOf(ports),
      memory: rulesMemoryOf(ports),
      writer: logWriterOf(ports),
      broadcast: broadcastOf(ports),
    }),
);
