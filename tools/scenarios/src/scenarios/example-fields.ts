import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS } from '@serverless-ws/chat-protocol';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

type Fields = Readonly<Record<string, unknown>>;

/** A value of each type; of any other, a text. A check of our own is of a JSON object. */
const VALUES: Readonly<Record<string, unknown>> = { number: 1, array: [], custom: {} };

/** The fields of every action. */
const COMMON = ['action', 'requestId'];

const document = readFileSync(join(workspaceRoot, 'packages/chat-protocol/PROTOCOL.md'), 'utf8');

/**
 * Every field of every action, filled in so that it would do: as the examples in PROTOCOL.md have it, or by its type.
 * What may be in the lobby is, by naming neither a room nor a user, as both at once would not do.
 */
export function exampleFields(): Readonly<Record<string, Fields>> {
  const examples = [...document.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]): Fields =>
    JSON.parse(json ?? ''),
  );
  return Object.fromEntries(
    Object.entries(ACTIONS).map(([name, { schema }]) => {
      const shown = Object.assign({}, ...examples.filter(({ action }) => action === name));
      const entries = Object.entries(schema.entries).filter(([field]) => !COMMON.includes(field));
      const fields = entries.map(([field, entry]) => [field, valueOf(field, entry, shown)]);
      return [name, Object.fromEntries(fields)];
    }),
  );
}

function valueOf(
  field: string,
  entry: { readonly type: string; readonly wrapped?: { readonly type: string } },
  shown: Fields,
): unknown {
  const isOptional = entry.type === 'exact_optional';
  if (['room', 'with'].includes(field) && isOptional && entry.wrapped?.type !== 'array') return undefined;
  return shown[field] ?? VALUES[(entry.wrapped ?? entry).type] ?? 'x';
}
