import {
  ChatError,
  headEnd,
  retentionChange,
  type Clock,
  type IdGenerator,
  type RoomHeadRepository,
  type RoomRetention,
} from '@serverless-ws/chat-domain';

/** What {@link retainRoom} needs. */
export interface RetainRoomDependencies {
  readonly heads: Pick<RoomHeadRepository, 'getOrCreate' | 'setRetention'>;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** How long entries are kept in rooms without a retention of their own, in milliseconds. */
  readonly deployment: number;
}

/**
 * Sets how long the entries of a room are kept, in milliseconds. Where it is that already, nothing changes, so it may be
 * repeated.
 *
 * @throws ChatError `bad_request` for less than a day, `unavailable` where another call was faster
 */
export async function retainRoom(
  { heads, ids, clock, deployment }: RetainRoomDependencies,
  room: string,
  period: number,
): Promise<RoomRetention> {
  const now = clock.now();
  const head = await heads.getOrCreate(room, ids.next(), now, headEnd(room, now, deployment));
  if (head.retention?.period === period) return head.retention;
  const change = retentionChange(head, period, deployment);
  const changed = await heads.setRetention(room, change, head.retention);
  if (changed?.retention === undefined) {
    throw new ChatError('unavailable', 'The retention was changed meanwhile; run the command again.');
  }
  return changed.retention;
}
