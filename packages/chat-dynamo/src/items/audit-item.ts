import type { AuditRecord } from '@serverless-ws/chat-domain';
import type { KeyedItem } from '../table/item.js';
import { expiry } from '../table/item.js';
import { auditKey } from '../table/keys.js';

/** An audit record, with full attribute names: operators read it with generic tools. */
export function auditItem({ id, at, actor, expiresAt, ...decision }: AuditRecord): KeyedItem {
  return {
    ...auditKey(at, id),
    id,
    at,
    actorId: actor.id,
    actorName: actor.name,
    ...decision,
    ...expiry(expiresAt),
  };
}
