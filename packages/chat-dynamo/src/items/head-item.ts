import type { RoomHead } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import { numberOf, textOf } from '../table/item.js';

/** The head of a room: q (its seq), t(aken at), e(poch), c(reated at), n(umber of shards). */
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
