import { useEffect, useRef, useState, type RefObject } from 'react';

/** A panel that opens over the page. */
export interface Drawer {
  readonly isOpen: boolean;
  /** The button that opens it, and gets the focus back. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: () => void;
  readonly close: () => void;
}

/** A drawer that is closed at first. */
export function useDrawer(): Drawer {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // Only after the render: until then the button is inert.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return { isOpen, button, open: () => setOpen(true), close: () => setOpen(false) };
}
