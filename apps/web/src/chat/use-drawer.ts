import { useEffect, useRef, useState, type RefObject } from 'react';

/** What lies over the page for a while. */
export interface Drawer {
  readonly isOpen: boolean;
  /** What opens it, and gets the focus back. */
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
    // Not before it is drawn: until then the button is inert.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return { isOpen, button, open: () => setOpen(true), close: () => setOpen(false) };
}
