import type { MessageEdit, MessageReference } from '@serverless-ws/chat-domain';
import type { Condition } from '../table/chat-table.js';
import { contentItem, KINDS } from './entry-item.js';

/** The attributes that a content may lack. */
const OPTIONAL = ['d', 'w'];

/**
 * The update by which an edit replaces the content of a message, and the condition: it is there at `now` (epoch
 * milliseconds), is that message still, and was not edited by this or a later edit.
 */
export function contentChange(
  { id }: MessageReference,
  { content, seq, at }: MessageEdit,
  now: number,
): { readonly change: Condition; readonly condition: string } {
  const item = contentItem(content);
  const names = Object.keys(item);
  const absent = OPTIONAL.filter((name) => !names.includes(name));
  const set = names.map((name) => `${name} = :${name}`).join(', ');
  const remove = absent.length === 0 ? '' : ` REMOVE ${absent.join(', ')}`;
  const values = Object.fromEntries(names.map((name) => [`:${name}`, item[name]]));
  return {
    change: {
      expression: `SET ${set}, v = :seq, y = :at${remove}`,
      values: {
        ...values,
        ...{ ':seq': seq, ':at': at, ':id': id, ':now': now },
        ...{ ':message': KINDS.message, ':announcement': KINDS.announcement },
      },
    },
    condition:
      'k IN (:message, :announcement) AND i = :id AND x > :now AND (attribute_not_exists(v) OR v < :seq)',
  };
}
