import { Fragment, type ReactNode } from 'react';
import { mentionsOf } from '../mentions/mentionable.js';
import { markdownOf, type Block, type Piece } from './markdown.js';

interface MessageTextProps {
  readonly text: string;
  /** The name of the user where the message mentions them; else empty. */
  readonly mention?: string;
}

/** The text of a message: a small Markdown, links, and the mentions of the user. Elements of React, never HTML. */
export function MessageText({ text, mention = '' }: MessageTextProps) {
  return (
    <div className="text">
      {markdownOf(text).map((block: Block, index) =>
        block.kind === 'block' ? (
          <pre key={index}>
            <code>{block.text}</code>
          </pre>
        ) : (
          <Fragment key={index}>{elementsOf(block.pieces, mention)}</Fragment>
        ),
      )}
    </div>
  );
}

function elementsOf(pieces: readonly Piece[], mention: string): ReactNode[] {
  return pieces.map((piece, index) => <Fragment key={index}>{elementOf(piece, mention)}</Fragment>);
}

function elementOf(piece: Piece, mention: string): ReactNode {
  switch (piece.kind) {
    case 'text':
      return marked(piece.text, mention);
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{elementsOf(piece.pieces, mention)}</strong>;
    case 'emphasis':
      return <em>{elementsOf(piece.pieces, mention)}</em>;
    case 'address':
      // Its own direction: in a text from right to left, the host still stands first.
      return link(piece.href, 'ltr', piece.text);
    case 'link':
      return (
        <>
          {link(piece.href, 'auto', piece.text)} <bdi className="host">({piece.host})</bdi>
        </>
      );
  }
}

function link(href: string, dir: 'ltr' | 'auto', text: string): ReactNode {
  return (
    <a href={href} dir={dir} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

function marked(text: string, mention: string): ReactNode {
  let end = 0;
  const before = mentionsOf(text, mention).map(([from, to]) => {
    const between = text.slice(end, from);
    end = to;
    return [between, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return [...before, text.slice(end)];
}
