import type { Room } from '@serverless-ws/chat-client';

const underWay = new WeakMap<Room, Promise<void>>();

/**
 * Joins a room; several hooks that want to be in it at once cost one frame.
 * @returns resolves when the client is in it
 * @throws RequestError the refusal, which the client emits as `refused` too
 */
export function joined(room: Room): Promise<void> {
  const join = underWay.get(room) ?? room.join().finally(() => underWay.delete(room));
  underWay.set(room, join);
  return join;
}
