import type { Room } from '@serverless-ws/chat-client';
import { useRef, useState } from 'react';
import { Icon } from '../icon.js';
import { useAttachmentFiles } from './use-attachment-files.js';

interface AttachButtonProps {
  readonly room: Room;
  /** Shows a sentence to the user. */
  readonly onTell: (text: string) => void;
}

/** Beside the composer: stores a file and sends it as a message, where the page is set up for that. */
export function AttachButton({ room, onTell }: AttachButtonProps) {
  const files = useAttachmentFiles();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  if (files === null) return null;
  const send = async (file: File) => {
    setBusy(true);
    try {
      const attachment = await files.upload(room.name, file, file);
      // A message that fails says so in its line.
      room.send('', { meta: { attachments: [attachment] } }).catch(() => undefined);
    } catch (error) {
      onTell(error instanceof Error ? error.message : 'The file was not sent.');
    }
    setBusy(false);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void send(file);
          target.value = '';
        }}
      />
      <button
        type="button"
        className="quiet"
        disabled={isBusy}
        aria-label={isBusy ? 'Sending the file' : 'Send a file'}
        title="Send a file"
        onClick={() => input.current?.click()}
      >
        {isBusy ? <span className="spinner" aria-hidden="true" /> : <Icon name="file" />}
      </button>
    </>
  );
}
