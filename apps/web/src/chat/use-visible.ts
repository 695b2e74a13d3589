import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

const isVisible = () => document.visibilityState === 'visible';

/** Whether the page is in view: what arrives while it is not is unread, in the shown room too. */
export function useVisible(): boolean {
  return useSyncExternalStore(subscribe, isVisible);
}
