import { fileName } from '../attachments/attachment.js';
import { Icon } from '../icon.js';
import type { Uploads } from './use-uploads.js';

/** Above the composer: which file is being sent, how much of it is, and how to end that. */
export function UploadLine({ uploads }: { readonly uploads: Uploads | null }) {
  const current = uploads?.current ?? null;
  if (uploads === null || current === null) return null;
  const name = fileName(current.name);
  return (
    <div className="upload">
      <span className="subject-text" role="status">
        Sending <bdi>{name}</bdi>
        {current.waiting > 0 && `, ${current.waiting} more to come`}
      </span>
      <progress value={current.sent} max={1} aria-label={`Sending ${name}`} />
      <button
        type="button"
        className="quiet"
        onClick={uploads.cancel}
        aria-label="Cancel sending"
        title="Cancel"
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
