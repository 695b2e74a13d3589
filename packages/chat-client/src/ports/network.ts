/** Reports when the machine loses its network, and when it is back. */
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
    const events = ['online', 'offline'];
    for (const type of events) globalThis.addEventListener(type, told);
    return () => {
      for (const type of events) globalThis.removeEventListener(type, told);
    };
  },
};
