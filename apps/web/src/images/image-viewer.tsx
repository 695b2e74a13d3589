import { useEffect, useRef, useState, type ReactNode } from 'react';
import { SaveButton } from '../attachments/save-button.js';
import type { AttachmentFiles } from '../attachments/attachment-files.js';
import { AttachmentFilesContext } from '../attachments/use-attachment-files.js';
import { Icon } from '../icon.js';
import type { ImageLinks } from './image-links.js';
import { ShowImageContext, type ShownImage } from './use-show-image.js';
import { useImageLink } from './use-image-link.js';

interface ImageViewerProps {
  /** `null` where the settings of the page name no function for files. */
  readonly files: AttachmentFiles | null;
  readonly children: ReactNode;
}

/** Gives what it contains the files beside the chat, and shows one of their images in full size. */
export function ImageViewer({ files, children }: ImageViewerProps) {
  // Not within a line: a list takes lines out of the page that are scrolled away.
  const [shown, setShown] = useState<ShownImage | null>(null);
  return (
    <AttachmentFilesContext value={files}>
      <ShowImageContext value={setShown}>{children}</ShowImageContext>
      {files !== null && shown !== null && (
        <FullImage image={shown} links={files.images} onClose={() => setShown(null)} />
      )}
    </AttachmentFilesContext>
  );
}

interface FullImageProps {
  readonly image: ShownImage;
  readonly links: ImageLinks;
  readonly onClose: () => void;
}

/** A modal dialog: Escape, the cross and a click beside the image close it, and the focus goes back to where it was. */
function FullImage({ image: { attachment, room }, links, onClose }: FullImageProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { url, hasFailed, onError } = useImageLink(links, room, attachment, true);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={attachment.name}
      onClose={() => {
        // The line that opened it may be gone; the focus is then nowhere.
        if (document.activeElement === document.body)
          document.querySelector<HTMLElement>('.scroller')?.focus();
        onClose();
      }}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <header>
        <SaveButton attachment={attachment} room={room} />
        <button type="button" className="quiet" onClick={close} aria-label="Close">
          <Icon name="close" />
        </button>
      </header>
      {hasFailed ? (
        <p role="alert">The image cannot be shown.</p>
      ) : (
        url !== null && (
          <img
            key={url}
            src={url}
            alt={attachment.name}
            width={attachment.width}
            height={attachment.height}
            decoding="async"
            onError={onError}
          />
        )
      )}
    </dialog>
  );
}
