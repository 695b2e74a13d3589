import type { SendMarker } from '@serverless-ws/chat-domain';
import type { Item, KeyedItem } from '../table/item.js';
import { expiry, numberOf, textOf } from '../table/item.js';
import { markerKey } from '../table/keys.js';

/** A send marker: r(oom), e(poch), q (the seq), t(aken at), d(igest). */
export function markerItem({ userId, clientMessageId, ...marker }: SendMarker): KeyedItem {
  return {
    ...markerKey(userId, clientMessageId),
    r: marker.room,
    e: marker.epoch,
    q: marker.seq,
    t: marker.takenAt,
    d: marker.digest,
    ...expiry(marker.expiresAt),
  };
}

/** The marker of an item. */
export function markerOf(item: Item): SendMarker {
  return {
    userId: textOf(item, 'PK').slice('S#'.length),
    clientMessageId: textOf(item, 'SK'),
    room: textOf(item, 'r'),
    epoch: textOf(item, 'e'),
    seq: numberOf(item, 'q'),
    takenAt: numberOf(item, 't'),
    digest: textOf(item, 'd'),
    expiresAt: numberOf(item, 'x'),
  };
}
