import { useEffect, useState } from 'react';

/** Whether some frames of the screen have passed since the component was mounted. */
export function useAfterFrames(frames: number): boolean {
  const [left, setLeft] = useState(frames);
  useEffect(() => {
    if (left === 0) return;
    const frame = requestAnimationFrame(() => setLeft(left - 1));
    return () => cancelAnimationFrame(frame);
  }, [left]);
  return left === 0;
}
