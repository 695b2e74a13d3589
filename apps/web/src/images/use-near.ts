import { useEffect, useState, type RefObject } from 'react';

/** How far out of sight an element may be to count as near: what is scrolled in one turn of a wheel. */
const MARGIN = '400px 0px';

/** Whether an element has been in sight, or near it. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null || isNear) return;
    // The margin is one around the list, which scrolls, and not around the window.
    const root = current.closest('.scroller');
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { root, rootMargin: MARGIN },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
