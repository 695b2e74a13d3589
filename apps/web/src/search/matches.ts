import type { Line } from '@serverless-ws/chat-client';
import { folded } from '../text/folded.js';

const foldedLines = new WeakMap<Line, string>();

/** The positions of the messages that say something, or were written by someone of this name; oldest first. */
export function matchesOf(lines: readonly Line[], query: string): readonly number[] {
  const wanted = folded(query.trim());
  if (wanted === '') return [];
  return lines.flatMap((line) => {
    if (line.kind === 'pending' || line.kind === 'deleted') return [];
    const said = foldedLines.get(line) ?? folded(`${line.sender.name}\n${line.text}`);
    foldedLines.set(line, said);
    return said.includes(wanted) ? [line.seq] : [];
  });
}

/** A position to show. A new object shows it again. */
export interface Jump {
  readonly seq: number;
}

/** Where a position is that is to be shown: among the loaded lines, further back, or nowhere. */
export function placeOf(
  seq: number,
  lines: readonly Line[],
  isWhole: boolean,
): 'here' | 'further' | 'nowhere' {
  const positions = lines.flatMap((line) => (line.kind === 'pending' ? [] : [line.seq]));
  if (positions.includes(seq)) return 'here';
  const [oldest = Infinity] = positions;
  return isWhole || oldest < seq ? 'nowhere' : 'further';
}
