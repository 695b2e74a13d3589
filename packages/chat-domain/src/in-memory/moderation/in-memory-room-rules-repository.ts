import type { Invitation, RoomRules } from '../../model/moderation/room-rules.js';
import type { Clock } from '../../ports/clock.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';

/** Room rules and invitations in maps. For tests, and for servers of one process. */
export class InMemoryRoomRulesRepository implements RoomRulesRepository {
  readonly #rules = new Map<string, RoomRules>();
  readonly #invitations = new Map<string, Invitation>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async find(room: string): Promise<RoomRules | null> {
    return this.#rules.get(room) ?? null;
  }

  async saveSlowMode(room: string, interval: number): Promise<void> {
    this.#rules.set(room, { ...this.#of(room), slowMode: interval });
  }

  async saveMembers(room: string, members: number): Promise<void> {
    this.#rules.set(room, { ...this.#of(room), members });
  }

  async invite(invitation: Invitation): Promise<number | null> {
    const replaced = this.#end(invitation.room, invitation.userId);
    this.#invitations.set(key(invitation.room, invitation.userId), { ...invitation });
    return replaced;
  }

  async invitedUntil(room: string, userId: string): Promise<number | null> {
    return this.#end(room, userId);
  }

  async invitedTo(userId: string, rooms: readonly string[]): Promise<readonly string[]> {
    return rooms.filter((room) => this.#end(room, userId) !== null);
  }

  /** For `UserDataRepository.invitations`. */
  invitationsOf(userId: string): readonly Invitation[] {
    return [...this.#invitations.values()].filter(
      (invitation) => invitation.userId === userId && this.#end(invitation.room, userId) !== null,
    );
  }

  #end(room: string, userId: string): number | null {
    const { expiresAt } = this.#invitations.get(key(room, userId)) ?? { expiresAt: 0 };
    return expiresAt > this.#clock.now() ? expiresAt : null;
  }

  #of(room: string): RoomRules {
    return this.#rules.get(room) ?? { room, slowMode: 0, members: 0 };
  }
}

function key(room: string, userId: string): string {
  return JSON.stringify([room, userId]);
}
