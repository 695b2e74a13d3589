import { clientMessageId } from '../../model/client-message-id.js';
import { requireStorable, type CustomContent } from '../../model/custom-content.js';
import { roomName } from '../../model/room-name.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Caller } from '../caller.js';
import { logWriterOf, type LogWriter } from '../log/log-writer.js';
import { receiptOf, type SendReceipt } from '../log/send-receipt.js';
import { floodControlOf, type FloodControl } from '../moderation/flood-control.js';
import { perPorts } from '../per-ports.js';
import { tellChangeOf, type TellChange } from './tell-change.js';

/** What {@link AppendEntry} needs. */
export interface AppendEntryDependencies {
  readonly writer: LogWriter;
  readonly tell: TellChange;
  /** Costs what a message does, so it counts as one. */
  readonly flood?: FloodControl | undefined;
}

/** What is appended, and where. */
export interface AppendedContent extends CustomContent {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
  /** With it the entry is stored once, however often it is sent. Unique among all that its user writes. */
  readonly clientMessageId?: string | undefined;
}

/**
 * Appends an entry of a team's own kind to the log of a room, in the name of the caller, and pushes it to the members. It is
 * never counted as unread, and expires as messages do.
 */
export class AppendEntry {
  readonly #dependencies: AppendEntryDependencies;

  constructor(dependencies: AppendEntryDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param caller - on whose behalf; whether they may was decided before, by the access row of their action
   * @throws ChatError `invalid_room`, `forbidden` for the name of a direct room, `rate_limited`, `muted`,
   * `invalid_client_message_id`, `client_message_id_reused`, `unavailable`
   * @throws TypeError for what cannot be stored, see `requireStorable`
   */
  async execute(caller: Caller, content: AppendedContent): Promise<SendReceipt> {
    const { writer, tell, flood } = this.#dependencies;
    const { kind, data } = content;
    const room = roomName(content.room);
    requireStorable(content);
    const id = content.clientMessageId === undefined ? undefined : clientMessageId(content.clientMessageId);
    await flood?.execute(caller, room);
    const { userId, name } = caller.identity;
    const draft = { kind, data, room, clientMessageId: id, sender: { id: userId, name } };
    const written = await writer.write(draft);
    await tell.execute(written);
    return receiptOf(written, content);
  }
}

/** The {@link AppendEntry} of a chat. */
export const appendEntryOf = perPorts(
  (ports: ChatPorts) =>
    new AppendEntry({ writer: logWriterOf(ports), tell: tellChangeOf(ports), flood: floodControlOf(ports) }),
);
