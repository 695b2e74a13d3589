import { useRef } from 'react';
import type { Attachment } from '../attachments/attachment.js';
import { SaveButton } from '../attachments/save-button.js';
import type { ImageLinks } from './image-links.js';
import { useShowImage } from './use-show-image.js';
import { shownSize } from './shown-size.js';
import { useImageLink } from './use-image-link.js';
import { useNear } from './use-near.js';

interface AttachedImageProps {
  readonly attachment: Attachment;
  /** The name of the room in the client. */
  readonly room: string;
  readonly links: ImageLinks;
}

/** An image in a line, which opens in full size. Its space is the same before, while and after it loads, and where it fails. */
export function AttachedImage({ attachment, room, links }: AttachedImageProps) {
  const box = useRef<HTMLButtonElement>(null);
  const show = useShowImage();
  const { url, hasFailed, onError } = useImageLink(links, room, attachment, useNear(box));
  const { width, height } = shownSize(attachment);
  if (hasFailed)
    return (
      <div className="image-failed" style={{ minHeight: height }}>
        <SaveButton attachment={attachment} room={room} />
        <p className="attachment-note">The image cannot be shown.</p>
      </div>
    );
  return (
    <button
      ref={box}
      type="button"
      className="image"
      style={{ width, aspectRatio: `${width} / ${height}` }}
      aria-label={`Open the image ${attachment.name}`}
      aria-haspopup="dialog"
      onClick={() => show({ attachment, room })}
    >
      {url !== null && (
        <img
          // Another link is another image: one that failed would else stay as it is.
          key={url}
          src={url}
          alt={attachment.name}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={onError}
        />
      )}
    </button>
  );
}
