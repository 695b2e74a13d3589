import { LOBBY } from '@serverless-ws/chat-protocol';
import { useCallback, useSyncExternalStore } from 'react';
import { addressIn, hashOf, type Address } from './address.js';

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  addEventListener('popstate', changed);
  return () => {
    removeEventListener('hashchange', changed);
    removeEventListener('popstate', changed);
  };
}

const hash = () => location.hash;

/** What the address of the page shows, and how to show something else: the browser goes back and forward. */
export function useAddress(): Address & { readonly show: (address: Address) => void } {
  const shown = addressIn(useSyncExternalStore(subscribe, hash)) ?? { room: LOBBY };
  const show = useCallback((address: Address) => {
    location.hash = hashOf(address);
  }, []);
  return { ...shown, show };
}
