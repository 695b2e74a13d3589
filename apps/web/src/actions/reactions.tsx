import type { MessageLine } from '@serverless-ws/chat-client';
import type { LineActions } from './line-actions.js';

/** The reactions that the page offers, and how they are called. */
export const REACTIONS: readonly (readonly [reaction: string, name: string])[] = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['😂', 'Laughing'],
  ['🎉', 'Hooray'],
  ['😮', 'Surprised'],
  ['😢', 'Sad'],
];

const NAMES = new Map(REACTIONS);

interface ReactionsProps {
  readonly line: MessageLine;
  readonly onReact: LineActions['react'];
}

/** The reactions to a message, each with its count; a click adds one's own, or takes it back. */
export function Reactions({ line, onReact }: ReactionsProps) {
  const given = Object.entries(line.reactions).filter(([, { count }]) => count > 0);
  if (given.length === 0) return null;
  return (
    <div className="reactions">
      {given.map(([reaction, { count, own }]) => (
        <button
          key={reaction}
          type="button"
          className="small reaction"
          aria-pressed={own}
          aria-label={`${NAMES.get(reaction) ?? reaction}, ${count}`}
          onClick={() => onReact(line, reaction, !own)}
        >
          <span className="reaction-sign">{reaction}</span> {count}
        </button>
      ))}
    </div>
  );
}
