import { mentionsOf } from '../mentions/mentionable.js';
import { partsOf } from './links.js';

interface MessageTextProps {
  readonly text: string;
  /** The name of the user where the message mentions them; else empty. */
  readonly mention?: string;
}

/** The text of a message: plain, but for the addresses in it, which are links, and the mentions of the user. */
export function MessageText({ text, mention = '' }: MessageTextProps) {
  return (
    <p className="text">
      {partsOf(text).map(({ text: written, href }, index) =>
        href === undefined ? (
          <Plain key={index} text={written} mention={mention} />
        ) : (
          // Its own direction: in a text from right to left, the host still stands first.
          <a key={index} href={href} dir="ltr" target="_blank" rel="noopener noreferrer">
            {written}
          </a>
        ),
      )}
    </p>
  );
}

function Plain({ text, mention }: Required<MessageTextProps>) {
  let end = 0;
  const before = mentionsOf(text, mention).map(([from, to]) => {
    const between = text.slice(end, from);
    end = to;
    return [between, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return (
    <>
      {before}
      {text.slice(end)}
    </>
  );
}
