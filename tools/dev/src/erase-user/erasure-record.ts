import { appendFileSync, readFileSync } from 'node:fs';
import { CommandError } from '@serverless-ws/command-line/command.js';

/** An erasure, as the record of erasures has it. Times are epoch milliseconds. */
export interface RecordedErasure {
  readonly userId: string;
  readonly startedAt: number;
  /** Absent where it was interrupted. */
  readonly finishedAt?: number;
}

/**
 * Notes an erasure in a file of JSON Lines, which stands outside the table: a backup of the table is from before it. Noted
 * when it begins, and again when it has finished.
 */
export function noteErasure(file: string, { userId, startedAt, finishedAt }: RecordedErasure): void {
  const time = (at: number) => new Date(at).toISOString();
  const line = { userId, startedAt: time(startedAt), ...(finishedAt && { finishedAt: time(finishedAt) }) };
  appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
}

/**
 * The users to erase again in a table that is as it was at some time: all whose erasure had not finished by then.
 * @param at - epoch milliseconds; absent where that is not known: all
 * @throws CommandError for a file that cannot be read, or a line that is no erasure
 */
export function usersToErase(file: string, at?: number): readonly string[] {
  const erasures = readFile(file)
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [erasureIn(line, `${file}:${index + 1}`)]));
  const isOpen = ({ finishedAt = Infinity }: RecordedErasure) => at === undefined || finishedAt >= at;
  const finished = new Set(erasures.filter(isFinished).map(keyOf));
  const open = erasures.filter((one) => isOpen(one) && (isFinished(one) || !finished.has(keyOf(one))));
  return [...new Set(open.map(({ userId }) => userId))];
}

function isFinished({ finishedAt }: RecordedErasure): boolean {
  return finishedAt !== undefined;
}

function keyOf({ userId, startedAt }: RecordedErasure): string {
  return JSON.stringify([userId, startedAt]);
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read`);
  }
}

function erasureIn(line: string, position: string): RecordedErasure {
  const { userId, startedAt, finishedAt } = parsed(line);
  const [start, end] = [Date.parse(String(startedAt)), Date.parse(String(finishedAt))];
  const isEnd = finishedAt === undefined || !Number.isNaN(end);
  if (typeof userId !== 'string' || userId === '' || Number.isNaN(start) || !isEnd) {
    throw new CommandError(`${position} is no erasure`);
  }
  return { userId, startedAt: start, ...(finishedAt !== undefined && { finishedAt: end }) };
}

function parsed(line: string): Partial<Record<keyof RecordedErasure, unknown>> {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
