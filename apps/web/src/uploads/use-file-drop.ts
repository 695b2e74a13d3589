import { useState, type ClipboardEvent, type DragEvent } from 'react';
import type { Uploads } from './use-uploads.js';

/** What an element has that takes files. */
export interface FileDrop {
  /** Whether files are held over it. */
  readonly 'data-drop': boolean;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes files that are pasted or dropped; nothing where there is no way to send them. */
export function useFileDrop(uploads: Uploads | null): Partial<FileDrop> {
  const [isOver, setOver] = useState(false);
  if (uploads === null) return {};
  const take = (event: ClipboardEvent | DragEvent, { files }: DataTransfer) => {
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add([...files]);
  };
  return {
    'data-drop': isOver,
    onPaste: (event) => {
      // Office programs put a picture of a text beside it: the text is meant.
      if (!event.clipboardData.types.includes('text/plain')) take(event, event.clipboardData);
    },
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop: (event) => {
      setOver(false);
      take(event, event.dataTransfer);
    },
  };
}
