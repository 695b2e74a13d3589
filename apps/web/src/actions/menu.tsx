import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';

interface MenuProps {
  /** What screen readers say of the button. */
  readonly label: string;
  readonly className: string;
  readonly tabIndex?: number;
  /** The bar; `close` takes it away, and gives the focus back to the button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a bar, by mouse, touch or keyboard. */
export function Menu({ label, className, tabIndex, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        tabIndex={tabIndex}
        aria-expanded={isOpen}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && children(close)}
    </>
  );
}

interface MenuBar {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly role: 'group';
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What the element of an open bar has: its first button has the focus, and Escape closes it alone. */
export function useMenuBar(onClose: () => void): MenuBar {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return { ref, role: 'group', onKeyDown };
}
