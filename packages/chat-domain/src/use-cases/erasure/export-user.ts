import type { Connection } from '../../model/connection.js';
import type { VisibleEntry } from '../../model/log-entry.js';
import { isVisible } from '../../model/log-entry.js';
import { subjectId } from '../../model/moderation/moderation-fields.js';
import type { Invitation } from '../../model/moderation/room-rules.js';
import type { ModerationState } from '../../model/moderation/moderation-state.js';
import type { UserRoom } from '../../model/rooms/user-room.js';
import type { DataRightsPorts } from '../../ports/erasure/data-rights-ports.js';
import type { IdempotencyRecord } from '../../ports/message-repository.js';
import { perPorts } from '../per-ports.js';

/** Rows of one page. */
const PAGE = 100;

/** What {@link ExportUser} needs. */
export type ExportUserDependencies = Pick<
  DataRightsPorts,
  'connections' | 'messages' | 'userRooms' | 'userData' | 'blocks' | 'moderation'
>;

/** A row of a user, in a plain shape. Times are epoch milliseconds. */
export type ExportedRow =
  | ({ readonly row: 'connection' } & Connection)
  | ({ readonly row: 'moderation' } & ModerationState)
  | ({ readonly row: 'room' } & UserRoom)
  | ({ readonly row: 'invitation' } & Pick<Invitation, 'room' | 'expiresAt'>)
  /** Whom the user has blocked. */
  | { readonly row: 'block'; readonly userId: string }
  /** What they have written, as the log has it. */
  | { readonly row: 'entry'; readonly room: string; readonly entry: VisibleEntry }
  /** What is kept of an id that their client has chosen, and what a review has decided. */
  | ({ readonly row: 'record' } & IdempotencyRecord);

/**
 * All that is stored of a user, row by row: what they have written, and what is kept for them. Not what others wrote to
 * them or about them, and no audit records.
 */
export class ExportUser {
  readonly #dependencies: ExportUserDependencies;

  constructor(dependencies: ExportUserDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request` for what is no user id, `unavailable` */
  async *execute(id: string): AsyncGenerator<ExportedRow> {
    const { userData, blocks, moderation } = this.#dependencies;
    const userId = subjectId(id);
    const state = await moderation.moderationStates.find(userId);
    if (state !== null) yield { row: 'moderation', ...state };
    yield* this.#connections(userId);
    yield* this.#rooms(userId);
    for (const one of await userData.invitations(userId)) yield { row: 'invitation', ...one };
    for (const one of (await blocks?.blockedBy(userId)) ?? []) yield { row: 'block', userId: one };
    yield* this.#written(userId);
  }

  async *#connections(userId: string): AsyncGenerator<ExportedRow> {
    const { connections } = this.#dependencies;
    for (const connectionId of await connections.connectionsOf(userId)) {
      const connection = await connections.find(connectionId);
      if (connection !== null) yield { row: 'connection', ...connection };
    }
  }

  async *#rooms(userId: string): AsyncGenerator<ExportedRow> {
    let after: string | undefined;
    do {
      const page = await this.#dependencies.userRooms.list(userId, { limit: PAGE, after });
      for (const room of page.rooms) yield { row: 'room', ...room };
      after = page.next;
    } while (after !== undefined);
  }

  async *#written(userId: string): AsyncGenerator<ExportedRow> {
    const { userData, messages } = this.#dependencies;
    let after: string | undefined;
    do {
      const page = await userData.records(userId, { limit: PAGE, after });
      for (const record of page.records) {
        const { room, seq, clientMessageId } = record;
        // A key with a space is ours: what it leads to is all that there is to say of it.
        if (!clientMessageId.includes(' ')) yield { row: 'record', ...record };
        const entry = seq === 0 ? null : await messages.find(room, seq);
        const isOwn = entry !== null && isVisible(entry) && entry.sender.id === userId;
        if (isOwn) yield { row: 'entry', room, entry };
      }
      after = page.next;
    } while (after !== undefined);
  }
}

/** The {@link ExportUser} of a chat. */
export const exportUserOf = perPorts((ports: ExportUserDependencies) => new ExportUser(ports));
