/** Tells when the machine leaves the network, and when it is back. */
export interface Network {
  /**
   * Calls back whenever the network goes (`false`) or returns (`true`).
   * @returns stops it
   */
  onChange(callback: (isOnline: boolean) => void): () => void;
}

/** The browser's `online` and `offline` events; silent where there are none, as in Node. */
export const systemNetwork: Network = {
  onChange(callback) {
    if (typeof globalThis.addEventListener !== 'function') return () => undefined;
    const told = ({ type }: Event) => callback(type === 'online');
    globalThis.addEventListener('online', told);
    globalThis.addEventListener('offline', told);
    return () => {
      globalThis.removeEventListener('online', told);
      globalThis.removeEventListener('offline', told);
    };
  },
};
