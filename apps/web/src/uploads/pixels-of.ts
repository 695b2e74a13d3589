import { isImage } from '../attachments/attachment.js';
import type { Pixels } from '../attachments/attachment-files.js';

/** The pixels of an image as it is shown, turned as its camera said; `undefined` for what the browser cannot decode. */
export async function pixelsOf(file: File): Promise<Pixels | undefined> {
  if (!isImage(file)) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return undefined;
  }
}
