import { useState } from 'react';
import { Icon } from '../icon.js';
import { attachmentsOf, sizeText, type Attachment } from './attachment.js';
import type { AttachmentFiles } from './attachment-files.js';
import { useAttachmentFiles } from './use-attachment-files.js';

interface AttachmentListProps {
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** The name of the room in the client. */
  readonly room: string;
}

/** The files of a message, below its text. A click saves one: nothing of a file is shown on the page. */
export function AttachmentList({ meta, room }: AttachmentListProps) {
  const files = useAttachmentFiles();
  const found = attachmentsOf(meta);
  if (found.length === 0) return null;
  if (files === null)
    return <p className="attachment-note">A file, which this page is not set up to open.</p>;
  return (
    <div className="attachments">
      {found.map((attachment, index) => (
        <SaveButton key={index} attachment={attachment} room={room} files={files} />
      ))}
    </div>
  );
}

interface SaveButtonProps {
  readonly attachment: Attachment;
  readonly room: string;
  readonly files: AttachmentFiles;
}

function SaveButton({ attachment, room, files }: SaveButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setProblem(null);
    try {
      follow(await files.link(room, attachment));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The file is not to be had now.');
    }
  };
  return (
    <div>
      <button type="button" className="attachment" onClick={() => void save()}>
        <Icon name="file" />
        <bdi className="attachment-name">{attachment.name}</bdi>
        <span className="hint">{sizeText(attachment.size)}</span>
      </button>
      {problem !== null && (
        <p className="attachment-note" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** In a tab of its own, should the store not save but show. */
function follow(url: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' });
  link.click();
}
