import { partsOf } from './links.js';

/** The text of a message: plain, but for the addresses in it, which are links. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <p className="text">
      {partsOf(text).map(({ text: written, href }, index) =>
        href === undefined ? (
          written
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
