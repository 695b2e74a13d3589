import { roomKind } from '../../model/access/room-kind.js';
import {
  LEFT,
  NOTHING_ERASED,
  type ErasureCounts,
  type ErasureReport,
} from '../../model/erasure/erasure-report.js';
import { subjectId } from '../../model/moderation/moderation-fields.js';
import { LIMITS } from '../../model/limits.js';
import type { BlockRepository } from '../../ports/block-repository.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { DataRightsPorts } from '../../ports/erasure/data-rights-ports.js';
import type { UserDataRepository } from '../../ports/erasure/user-data-repository.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import type { Timer } from '../../ports/timer.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { eachOf } from '../each-of.js';
import { fanOutOf } from '../fan-out/fan-out.js';
import { userFanOutOf } from '../fan-out/user-fan-out.js';
import { perPorts } from '../per-ports.js';
import { EraseEntries, type RunningErasure } from './erase-entries.js';
import { ErasureNotices, type ErasureNoticesDependencies } from './erasure-notices.js';

/** Rows of one page. */
const PAGE = 100;
/** Rows that are deleted side by side. */
const AT_ONCE = 10;

/** What {@link EraseUser} needs. */
export interface EraseUserDependencies extends ErasureNoticesDependencies {
  readonly entries: EraseEntries;
  readonly closeConnections: Pick<CloseConnections, 'execute'>;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'remove'>;
  readonly userRooms: Pick<UserRoomRepository, 'list' | 'unfollow'>;
  readonly userData: Pick<UserDataRepository, 'invitations'>;
  readonly rules: Pick<RoomRulesRepository, 'invite'>;
  readonly moderationStates: Pick<ModerationStateRepository, 'find' | 'sanction'>;
  /** Without it no user has blocked another. */
  readonly blocks?: Pick<BlockRepository, 'blockedBy' | 'unblock'> | undefined;
  readonly timer: Timer;
}

/** Input of {@link EraseUser}. */
export interface EraseUserCommand {
  readonly userId: string;
  /**
   * Whether the store is a restored one, which has no open clients: the user's connections are deleted without a `bye`,
   * nothing is in flight, and no client is told.
   */
  readonly isRestored?: boolean | undefined;
  /** Milliseconds from the ban until what was in flight has ended; `LIMITS.writersEnd` when absent. */
  readonly settle?: number | undefined;
  /** Told after each page what this run has erased so far. */
  readonly progress?: ((erased: ErasureCounts) => void) | undefined;
}

/**
 * Erases what a user has written, and the rows that name them, and reports what is left and why. For an operator's command
 * and a team's own console: no frame leads here.
 *
 * The user is banned first, so that no write outruns the erasure; users who are exempt from sanctions must lose that role
 * before. Everything is found by the id of the user, and each row goes after what it leads to: an erasure that was
 * interrupted is finished by the next one, and repeating one does nothing.
 */
export class EraseUser {
  readonly #dependencies: EraseUserDependencies;

  constructor(dependencies: EraseUserDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request` for what is no user id, `unavailable`: to be repeated */
  async execute(command: EraseUserCommand): Promise<ErasureReport> {
    const { timer, clock, entries } = this.#dependencies;
    const { isRestored = false, settle = LIMITS.writersEnd } = command;
    const userId = subjectId(command.userId);
    const startedAt = clock.now();
    const erased = { ...NOTHING_ERASED };
    const notices = isRestored ? undefined : new ErasureNotices(this.#dependencies, userId);
    const erasure: RunningErasure = {
      userId,
      notices,
      count: (what) => (erased[what] += 1),
      progress: () => command.progress?.({ ...erased, rooms: notices?.rooms ?? 0 }),
    };
    const bannedUntil = await this.#ban(userId);
    await this.#disconnect(erasure, isRestored);
    if (!isRestored) await timer.wait(settle);
    await entries.byRecords(erasure);
    await this.#rooms(erasure);
    await this.#invitations(erasure);
    await this.#blocks(erasure);
    const counts = { ...erased, rooms: notices?.rooms ?? 0 };
    return { userId, startedAt, finishedAt: clock.now(), erased: counts, bannedUntil, left: LEFT };
  }

  /** A longer ban stays. */
  async #ban(userId: string): Promise<number> {
    const { moderationStates, clock } = this.#dependencies;
    const known = (await moderationStates.find(userId))?.bannedUntil ?? 0;
    const bannedUntil = Math.max(known, clock.now() + LIMITS.erasureBan);
    await moderationStates.sanction(userId, { bannedUntil });
    return bannedUntil;
  }

  async #disconnect({ userId, count }: RunningErasure, isRestored: boolean): Promise<void> {
    const { connections, closeConnections } = this.#dependencies;
    const ids = await connections.connectionsOf(userId);
    if (isRestored) await eachOf(ids, AT_ONCE, async (id) => void (await connections.remove(id, { userId })));
    else await closeConnections.execute(ids, 'banned', userId);
    ids.forEach(() => count('connections'));
  }

  async #rooms(erasure: RunningErasure): Promise<void> {
    const { userRooms, entries } = this.#dependencies;
    const { userId, notices, count, progress } = erasure;
    let after: string | undefined;
    do {
      const page = await userRooms.list(userId, { limit: PAGE, after });
      for (const { room, peer } of page.rooms) {
        if (roomKind(room) === 'direct') await entries.inDirectRoom(erasure, room);
        if (peer !== undefined) {
          await notices?.tell(room, peer.id);
          // The room cannot be reached by its row any more: only the id of the user leads there.
          await userRooms.unfollow(peer.id, room);
          count('peers');
        }
        await userRooms.unfollow(userId, room);
        count('follows');
      }
      progress();
      after = page.next;
    } while (after !== undefined);
  }

  async #invitations({ userId, count }: RunningErasure): Promise<void> {
    const { userData, rules } = this.#dependencies;
    await eachOf(await userData.invitations(userId), AT_ONCE, async ({ room }) => {
      await rules.invite({ room, userId, expiresAt: 0 });
      count('invitations');
    });
  }

  async #blocks({ userId, count }: RunningErasure): Promise<void> {
    const { blocks } = this.#dependencies;
    const blocked = (await blocks?.blockedBy(userId)) ?? [];
    await eachOf(blocked, AT_ONCE, async (blockedId) => {
      await blocks?.unblock(userId, blockedId);
      count('blocks');
    });
  }
}

/** The {@link EraseUser} of a chat. */
export const eraseUserOf = perPorts(
  (ports: DataRightsPorts) =>
    new EraseUser({
      ...ports,
      ...ports.moderation,
      entries: new EraseEntries(ports),
      closeConnections: closeConnectionsOf(ports),
      fanOut: fanOutOf(ports),
      userFanOut: userFanOutOf(ports),
    }),
);
