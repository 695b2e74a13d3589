import { ERASED, type ErasedEntry } from '../../model/erasure/erased-entry.js';
import { isVisible, type MessageReference } from '../../model/log-entry.js';
import type { Invitation } from '../../model/moderation/room-rules.js';
import type {
  OwnEntry,
  RecordPage,
  RecordPageOptions,
  UserDataRepository,
} from '../../ports/erasure/user-data-repository.js';
import type { InMemoryMessageRepository } from '../in-memory-message-repository.js';
import type { InMemoryRoomRulesRepository } from '../moderation/in-memory-room-rules-repository.js';

/** The repositories whose rows are meant. */
export interface UserDataStores {
  readonly messages: InMemoryMessageRepository;
  readonly rules: InMemoryRoomRulesRepository;
}

/** What other repositories in memory hold of a user. For tests, and for servers of one process. */
export class InMemoryUserDataRepository implements UserDataRepository {
  readonly #stores: UserDataStores;

  constructor(stores: UserDataStores) {
    this.#stores = stores;
  }

  async records(userId: string, { limit, after }: RecordPageOptions): Promise<RecordPage> {
    const all = this.#stores.messages.recordsOf(userId);
    const left = after === undefined ? all : all.filter(({ clientMessageId }) => clientMessageId > after);
    const records = left.slice(0, limit);
    const last = records.at(-1);
    return last === undefined || left.length <= limit ? { records } : { records, next: last.clientMessageId };
  }

  async forgetRecord(userId: string, clientMessageId: string): Promise<void> {
    this.#stores.messages.forgetRecord(userId, clientMessageId);
  }

  async eraseEntry({ room, userId, id }: OwnEntry, entry: ErasedEntry): Promise<boolean> {
    return this.#stores.messages.changeEntry(room, entry.seq, (there) =>
      isVisible(there) && there.id === id && there.sender.id === userId ? entry : null,
    );
  }

  async eraseRecipient(room: string, { seq, id }: MessageReference, userId: string): Promise<void> {
    this.#stores.messages.changeEntry(room, seq, (there) =>
      isVisible(there) && there.id === id && there.to === userId ? { ...there, to: ERASED.id } : null,
    );
  }

  async eraseReactions(room: string, target: MessageReference, userId: string): Promise<void> {
    this.#stores.messages.forgetReactions(room, target, userId);
  }

  async invitations(userId: string): Promise<readonly Pick<Invitation, 'room' | 'expiresAt'>[]> {
    const own = this.#stores.rules.invitationsOf(userId);
    return own.map(({ room, expiresAt }) => ({ room, expiresAt }));
  }
}
