import { createContext, useContext } from 'react';
import type { Attachment } from '../attachments/attachment.js';

/** An image to be shown in full size. */
export interface ShownImage {
  readonly attachment: Attachment;
  /** The name of the room in the client. */
  readonly room: string;
}

/** Shows an image in full size, over the page. */
export const ShowImageContext = createContext<(image: ShownImage) => void>(() => undefined);

/** How to show an image in full size. */
export function useShowImage(): (image: ShownImage) => void {
  return useContext(ShowImageContext);
}
