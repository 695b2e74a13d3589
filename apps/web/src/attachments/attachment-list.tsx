import { AttachedImage } from '../images/attached-image.js';
import { attachmentsOf, isImage } from './attachment.js';
import { SaveButton } from './save-button.js';
import { useAttachmentFiles } from './use-attachment-files.js';

interface AttachmentListProps {
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** The name of the room in the client. */
  readonly room: string;
}

/** The files of a message, below its text: images are shown, a click saves the others. */
export function AttachmentList({ meta, room }: AttachmentListProps) {
  const files = useAttachmentFiles();
  const found = attachmentsOf(meta);
  if (found.length === 0) return null;
  if (files === null)
    return <p className="attachment-note">A file, which this page is not set up to open.</p>;
  return (
    <div className="attachments">
      {found.map((attachment, index) =>
        isImage(attachment) ? (
          <AttachedImage key={index} attachment={attachment} room={room} links={files.images} />
        ) : (
          <SaveButton key={index} attachment={attachment} room={room} />
        ),
      )}
    </div>
  );
}
