import type { CustomContent, CustomKind } from '@serverless-ws/chat-domain';
import * as v from 'valibot';
import type { ReceivedEntry } from '../fields/wire-entry.js';
import type { FieldsIn } from './define-event.js';

/** A kind of entries that a team adds: its name, the schema of its data, and a function that makes one from its fields. */
export interface EntryDescriptor<Kind extends CustomKind, Fields extends v.ObjectEntries> {
  (fields: FieldsIn<Fields>): CustomContent & { readonly kind: Kind };
  readonly kind: Kind;
  readonly schema: v.ObjectSchema<Fields, undefined>;
}

/**
 * Describes a kind of entries that a team adds to logs. Servers append one by `appendEntryOf`; clients are shown it like a
 * message, in order, also after a lost connection, and read it by {@link dataOf}. Clients that do not know it pass over it.
 *
 * @param definition - `kind` holds a dot (`acme.poll`), which none of ours does; `fields`: a valibot schema for each
 *
 * @example
 * ```ts
 * export const poll = defineEntry({ kind: 'acme.poll', fields: { question: v.string() } });
 * poll({ question: 'Tea?' }); // { kind: 'acme.poll', data: { question: 'Tea?' } }
 * ```
 */
export function defineEntry<const Kind extends CustomKind, const Fields extends v.ObjectEntries>({
  kind,
  fields,
}: {
  readonly kind: Kind;
  readonly fields: Fields;
}): EntryDescriptor<Kind, Fields> {
  const entry = (data: FieldsIn<Fields>) => ({ kind, data });
  return Object.assign(entry, { kind, schema: v.object(fields) });
}

/** What an entry of a kind holds; `null` for one of another kind, and for one whose data is not as described. */
export function dataOf<Kind extends CustomKind, Fields extends v.ObjectEntries>(
  { kind, schema }: EntryDescriptor<Kind, Fields>,
  entry: ReceivedEntry,
): FieldsIn<Fields> | null {
  if (!('data' in entry) || entry.kind !== kind) return null;
  const parsed = v.safeParse(schema, entry.data);
  return parsed.success ? parsed.output : null;
}
