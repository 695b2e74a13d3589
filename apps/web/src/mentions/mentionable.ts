import type { Line, User } from '@serverless-ws/chat-client';
import { folded } from '../text/folded.js';

/** Users whom one message may mention: the server's maximum. */
const MOST = 10;
/** How many are offered at once. */
const OFFERED = 6;

/** What is being written behind an `@`, from that sign to the caret. */
export interface MentionQuery {
  /** The index of the `@`. */
  readonly from: number;
  readonly text: string;
}

/** Those of a room who can be mentioned: its members and those who have written, without the user. */
export function mentionable(members: readonly User[], lines: readonly Line[], self: User): readonly User[] {
  const people = new Map<string, User>();
  for (const line of lines) if (line.kind !== 'pending') people.set(line.sender.id, line.sender);
  for (const user of members) people.set(user.id, user);
  people.delete(self.id);
  // Whose data was erased.
  people.delete('');
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** The mention that is begun at the caret; `null` for none. An address of mail begins none. */
export function queryAt(text: string, caret: number): MentionQuery | null {
  const from = text.slice(0, caret).lastIndexOf('@');
  if (from < 0 || isWord(text.charAt(from - 1))) return null;
  const query = text.slice(from + 1, caret);
  return /[\n@]/.test(query) || /^\s/.test(query) ? null : { from, text: query };
}

/** Whose name or id begins with what is written, or has a word that does. */
export function matching(people: readonly User[], query: string): readonly User[] {
  const wanted = folded(query);
  return people
    .filter(({ id, name }) =>
      [id, name, ...name.split(/\s+/)].some((part) => folded(part).startsWith(wanted)),
    )
    .slice(0, OFFERED);
}

/**
 * The ids of those whose names stand behind an `@`, ten at most; the longest name counts where several fit.
 * @param before - whom the text mentioned before it was changed: kept where their names are not known, as long as there is
 * a mention
 */
export function mentionsIn(
  text: string,
  people: readonly User[],
  before: readonly string[] = [],
): readonly string[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const ids = new Set<string>();
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (isWord(text.charAt(at - 1))) continue;
    const named = byLength.find(({ name }) => isNamed(text, at + 1, name));
    for (const { id, name } of people) if (name === named?.name) ids.add(id);
  }
  const unknown = before.filter((id) => people.every((user) => user.id !== id));
  const kept = text.includes('@') ? unknown : [];
  return [...new Set([...ids, ...kept])].slice(0, MOST);
}

/** Where a text names a user behind an `@`: from that sign to the end of the name. */
export function mentionsOf(text: string, name: string): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (!isWord(text.charAt(at - 1)) && isNamed(text, at + 1, name)) found.push([at, at + 1 + name.length]);
  }
  return found;
}

function isNamed(text: string, from: number, name: string): boolean {
  const to = from + name.length;
  return name !== '' && text.slice(from, to).toLowerCase() === name.toLowerCase() && !isWord(text.charAt(to));
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}
