import type { RoomHead } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import { numberOf, textOf } from '../table/item.js';

/** The head of a room. Its attributes: "Stored attributes" in the package's README. */
export function headOf(item: Item): RoomHead {
  return {
    room: textOf(item, 'PK').slice('L#'.length),
    epoch: textOf(item, 'e'),
    seq: numberOf(item, 'q'),
    reservedAt: numberOf(item, 't'),
    createdAt: numberOf(item, 'c'),
    shards: numberOf(item, 'n'),
  };
}
