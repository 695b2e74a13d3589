import { LIMITS, type Identity, type Message } from '@serverless-ws/chat-domain';
import type { FloodTarget } from './frame-flood.js';

/** Old messages in the lobby, each as long as a text may be. */
const MESSAGES = 40;

/** A user who may do as much as any user who is no admin. */
export const flooder: Identity = {
  userId: 'flooder',
  name: 'Flooder',
  roles: ['moderator', 'room:private.board'],
  expiresAt: null,
};

/** Fills the lobby with the largest messages that there are. */
export async function fillLobby({ stores: { heads, messages }, clock }: FloodTarget): Promise<void> {
  await heads.getOrCreate('lobby', 'e', clock.now());
  for (let count = 0; count < MESSAGES; count += 1) {
    const { seq, reservedAt } = await heads.reserveNext('lobby', 'e', clock.now());
    const message: Message = {
      ...{ kind: 'message', id: `old-${seq}`, seq, reservedAt },
      expiresAt: reservedAt + LIMITS.retentionDefault,
      sender: { id: 'ada', name: 'Ada' },
      text: 'x'.repeat(LIMITS.textBytes),
    };
    await messages.append('lobby', message);
  }
}

/** Puts a connection of a user into rooms: `tea`, `private.board`, and others with names as long as they may be. */
export async function joinRooms(
  { stores, clock }: FloodTarget,
  connectionId: string,
  count: number,
): Promise<void> {
  const { connections, heads } = stores;
  const connection = await connections.find(connectionId);
  if (connection === null) throw new Error(`${connectionId} is not connected.`);
  const others = Array.from({ length: count - 2 }, (_, index) =>
    `den-${index}-`.padEnd(LIMITS.roomNameLength, 'x'),
  );
  for (const room of ['tea', 'private.board', ...others]) {
    await heads.getOrCreate(room, 'e', clock.now());
    await connections.join(connection, { room, shard: 0 }, LIMITS.roomsPerConnection);
  }
}
