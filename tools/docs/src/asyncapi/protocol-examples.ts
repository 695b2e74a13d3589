import { codeBlocks } from '../markdown/code-blocks.js';

/** A frame as PROTOCOL.md shows it. */
export type Example = Readonly<Record<string, unknown>>;

/** The frames that PROTOCOL.md shows as JSON, by the name of the frame: a server's `type`, or a client's `action`. */
export function protocolExamples(markdown: string): ReadonlyMap<string, readonly Example[]> {
  const byName = new Map<string, Example[]>();
  for (const { language, code } of codeBlocks(markdown)) {
    if (language !== 'json') continue;
    const example: Example = JSON.parse(code);
    const name = String(example['type'] ?? example['action']);
    byName.set(name, [...(byName.get(name) ?? []), example]);
  }
  return byName;
}
