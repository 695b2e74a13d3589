import { useEffect, useState } from 'react';
import type { Attachment } from '../attachments/attachment.js';
import type { ImageLinks } from './image-links.js';

/** An image on its way into the page: `null` until its link is signed, then the link, or `'failed'`. */
export interface ImageLink {
  readonly url: string | null;
  readonly hasFailed: boolean;
  /** The browser could not load the link: it may have ended, so another one is tried once. */
  readonly onError: () => void;
}

/**
 * The link to an image.
 * @param isWanted - whether it is to be asked for
 */
export function useImageLink(
  links: ImageLinks,
  room: string,
  attachment: Attachment,
  isWanted: boolean,
): ImageLink {
  const [url, setUrl] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const hasFailed = attempt > 1;
  useEffect(() => {
    if (!isWanted || hasFailed) return;
    let isShown = true;
    const asked = attempt === 0 ? links.get(room, attachment) : links.renew(room, attachment);
    asked.then(
      (signed) => isShown && setUrl(signed),
      () => isShown && setAttempt(2),
    );
    return () => void (isShown = false);
    // The attachment is parsed anew by each render; its key and name tell it.
  }, [links, room, attachment.key, attachment.name, isWanted, attempt, hasFailed]);
  return { url, hasFailed, onError: () => setAttempt(attempt + 1) };
}
