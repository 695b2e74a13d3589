import { createContext, useContext } from 'react';
import type { AttachmentFiles } from './attachment-files.js';

/** The files beside the chat; `null` where the settings of the page name no function for them. */
export const AttachmentFilesContext = createContext<AttachmentFiles | null>(null);

/** The {@link AttachmentFiles} of the page. */
export function useAttachmentFiles(): AttachmentFiles | null {
  return useContext(AttachmentFilesContext);
}
