import { useSyncExternalStore } from 'react';
import { Today } from './today.js';

const today = new Today({
  now: () => Date.now(),
  schedule: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
});

function subscribe(listener: () => void): () => void {
  const end = today.subscribe(listener);
  document.addEventListener('visibilitychange', today.look);
  return () => {
    document.removeEventListener('visibilitychange', today.look);
    end();
  };
}

/** The first moment of the day that it is, in epoch milliseconds; rendered again when the day changes. */
export function useToday(): number {
  return useSyncExternalStore(subscribe, today.day);
}
