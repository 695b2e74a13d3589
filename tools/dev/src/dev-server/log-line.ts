/** Fields of a log line that are shown, in this order. What else a function logs is for programs, or repeats itself. */
const SHOWN = ['userId', 'room', 'seq', 'code', 'reason', 'status', 'delivered', 'failed', 'error', 'ms'];

/** Details of what another line of the same event says. */
const DETAILS = new Set(['broadcast']);

/**
 * What functions log, for a person: a line per event, `12:30:05  sendMessage  sent  userId=ada room=tea seq=7 ms=12`.
 *
 * @param functionName - as `serverless.yml` names it
 * @param text - lines as the function wrote them; what is no JSON, such as a stack trace, stays as it is
 */
export function readableLog(functionName: string, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => readable(functionName, line)).join('');
}

function readable(functionName: string, line: string): readonly string[] {
  const entry = entryOf(line);
  if (entry === null) return [`${functionName}  ${line}\n`];
  const { level, message, timestamp } = entry;
  if (level === 'INFO' && DETAILS.has(String(message))) return [];
  const time = new Date(String(timestamp)).toTimeString().slice(0, 8);
  const fields = SHOWN.flatMap((name) =>
    entry[name] === undefined ? [] : [`${name}=${plain(entry[name])}`],
  );
  const loud = level === 'INFO' || level === 'DEBUG' ? [] : [String(level)];
  return [`${[time, functionName, ...loud, String(message), fields.join(' ')].join('  ').trimEnd()}\n`];
}

function entryOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) && 'level' in parsed && 'message' in parsed ? parsed : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
