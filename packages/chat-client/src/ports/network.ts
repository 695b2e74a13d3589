/** Tells when the machine is back on the network. */
export interface Network {
  /**
   * Calls back whenever the network returns.
   * @returns stops it
   */
  onOnline(callback: () => void): () => void;
}

/** The browser's `online` event; silent where there is none, as in Node. */
export const systemNetwork: Network = {
  onOnline(callback) {
    if (typeof globalThis.addEventListener !== 'function') return () => undefined;
    globalThis.addEventListener('online', callback);
    return () => globalThis.removeEventListener('online', callback);
  },
};
