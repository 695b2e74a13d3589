import type { Peer, ReadMark, UserRoom } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import { numberOf, textOf } from '../table/item.js';

/** The row of a user and room. Its attributes: "Stored attributes" in the package's README. */
export function userRoomOf(item: Item): UserRoom {
  const mark = 'e' in item && { mark: markOf(item) };
  const peer = 'w' in item && { peer: peerOf(item) };
  return { room: textOf(item, 'SK'), ...mark, ...peer, keptUntil: numberOf(item, 'x') };
}

function markOf(item: Item): ReadMark {
  return { epoch: textOf(item, 'e'), seq: numberOf(item, 'q'), nonMessages: numberOf(item, 'o') };
}

function peerOf(item: Item): Peer {
  return { id: textOf(item, 'w'), ...('n' in item && { name: textOf(item, 'n') }) };
}
