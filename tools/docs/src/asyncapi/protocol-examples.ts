import { codeBlocks } from '../markdown/code-blocks.js';
import { eventId } from './event-id.js';

/** A frame as PROTOCOL.md shows it. */
export type Example = Readonly<Record<string, unknown>>;

/** The frames that PROTOCOL.md shows as JSON: a client's by its `action`, a server's by the `eventId` of its `type`. */
export function protocolExamples(markdown: string): ReadonlyMap<string, readonly Example[]> {
  const byName = new Map<string, Example[]>();
  for (const { language, code } of codeBlocks(markdown)) {
    if (language !== 'json') continue;
    const example: Example = JSON.parse(code);
    const { type, action } = example;
    const name = typeof type === 'string' ? eventId(type) : String(action);
    byName.set(name, [...(byName.get(name) ?? []), example]);
  }
  return byName;
}
