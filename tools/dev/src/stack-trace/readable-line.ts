import { isRecord, type Fields } from './fields.js';

/** What the head of a line is made of, in this order. */
const HEAD = ['timestamp', 'level', 'function_name', 'message', 'requestId', 'connectionId', 'room'];

/**
 * A line of a log as people read it: of a line of JSON that has an error, the head, then its stack and those of its
 * causes; any other is left as it is.
 *
 * @param line - as CloudWatch shows it, also with a time and a stream before the JSON
 */
export function readableLine(line: string): string {
  const start = line.indexOf('{');
  const fields = start < 0 ? null : parsed(line.slice(start));
  const stacks = fields === null ? [] : stacksIn(fields);
  if (fields === null || stacks.length === 0) return line;
  const head = HEAD.map((name) => fields[name]).filter((value) => typeof value === 'string');
  return [`${line.slice(0, start)}${head.join(' ')}`, ...stacks].join('\n');
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The stacks of our lines, and those of Lambda itself, which has them in parts. */
function stacksIn(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (name === 'stack' && typeof value === 'string') return [value];
    if (name === 'stackTrace' && Array.isArray(value)) return [value.join('\n')];
    if (!isRecord(value)) return [];
    const inner = stacksIn(value);
    return name === 'cause' ? inner.map((stack) => `Caused by: ${stack}`) : inner;
  });
}
