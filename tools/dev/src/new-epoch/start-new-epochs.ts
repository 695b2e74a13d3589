import { isChatError, type IdGenerator, type RoomHeadRepository } from '@serverless-ws/chat-domain';

/** What became of the rooms. */
export interface NewEpochs {
  readonly renewed: readonly { readonly room: string; readonly epoch: string }[];
  /** Rooms without a head, as they were never joined or have ended: there is no epoch to start. */
  readonly unknown: readonly string[];
}

/** Starts a new epoch in each room, one after the other. May be repeated: another epoch does no harm. */
export async function startNewEpochs(
  heads: Pick<RoomHeadRepository, 'startEpoch'>,
  ids: IdGenerator,
  rooms: readonly string[],
): Promise<NewEpochs> {
  const renewed: { room: string; epoch: string }[] = [];
  const unknown: string[] = [];
  for (const room of rooms) {
    try {
      renewed.push({ room, epoch: (await heads.startEpoch(room, ids.next())).epoch });
    } catch (error) {
      if (!isChatError(error) || error.code !== 'invalid_room') throw error;
      unknown.push(room);
    }
  }
  return { renewed, unknown };
}
