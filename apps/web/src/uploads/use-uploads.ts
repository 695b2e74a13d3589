import type { Room } from '@serverless-ws/chat-client';
import { useMemo, useSyncExternalStore } from 'react';
import { useAttachmentFiles } from '../attachments/use-attachment-files.js';
import { pixelsOf } from './pixels-of.js';
import { UploadQueue, type Upload } from './upload-queue.js';

/** Sends files into a room. */
export interface Uploads {
  /** The file that is being sent. */
  readonly current: Upload | null;
  readonly add: (files: readonly File[]) => void;
  /** Ends it, with all that wait. */
  readonly cancel: () => void;
}

const NOTHING = { current: null, subscribe: () => () => undefined };

/**
 * The uploads of a room; `null` where the page is not set up for files.
 * @param onTell - shows a sentence to the user; the same function always
 */
export function useUploads(room: Room, onTell: (text: string) => void): Uploads | null {
  const files = useAttachmentFiles();
  const queue = useMemo(() => {
    if (files === null) return null;
    return new UploadQueue({
      store: async (file, options) => files.upload(room.name, file, options, await pixelsOf(file)),
      // A message that fails says so in its line.
      send: (attachment) =>
        void room.send('', { meta: { attachments: [attachment] } }).catch(() => undefined),
      tell: onTell,
    });
  }, [files, room, onTell]);
  const current = useSyncExternalStore((queue ?? NOTHING).subscribe, () => (queue ?? NOTHING).current);
  return useMemo(() => {
    if (queue === null) return null;
    return { current, add: (added) => queue.add(added), cancel: () => queue.cancel() };
  }, [queue, current]);
}
