import { useState } from 'react';
import { Icon } from '../icon.js';
import { sizeText, type Attachment } from './attachment.js';
import { useAttachmentFiles } from './use-attachment-files.js';

interface SaveButtonProps {
  readonly attachment: Attachment;
  /** The name of the room in the client. */
  readonly room: string;
}

/** A file, as a button that saves it; a sentence below it where that fails. */
export function SaveButton({ attachment, room }: SaveButtonProps) {
  const files = useAttachmentFiles();
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setProblem(null);
    try {
      follow((await files?.link(room, attachment)) ?? '');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The file cannot be saved now.');
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
