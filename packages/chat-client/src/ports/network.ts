import type { Timers } from './timers.js';

/** Reports what may have ended a connection without a close: a change of network, or a machine that slept. */
export interface Network {
  /**
   * Calls back with `false` when the network goes; with `true` when it returns, when the page is shown again and when
   * the machine wakes up.
   * @returns stops it
   */
  onChange(callback: (isOnline: boolean) => void): () => void;
}

/** How often to read the clock, and how much later a reading means that the machine slept, in milliseconds. */
const LOOK = 1_000;
const SLEPT = 3_000;

const EVENTS = ['online', 'offline', 'pageshow', 'visibilitychange'];

/** The browser's events, where there are any; and the clock, as Node is told of sleep by nothing else. */
export function systemNetwork(timers: Timers): Network {
  return {
    onChange(callback) {
      const stopListening = listen(callback);
      let looked = timers.now();
      const look = () => {
        // The timers of a hidden page are slow, which looks the same.
        if (timers.now() - looked > LOOK + SLEPT && !isHidden()) callback(true);
        looked = timers.now();
        cancel = timers.after(LOOK, look);
      };
      let cancel = timers.after(LOOK, look);
      return () => {
        cancel();
        stopListening();
      };
    },
  };
}

function listen(callback: (isOnline: boolean) => void): () => void {
  if (typeof globalThis.addEventListener !== 'function') return () => undefined;
  const told = ({ type }: Event) => {
    if (type !== 'visibilitychange' || !isHidden()) callback(type !== 'offline');
  };
  for (const type of EVENTS) globalThis.addEventListener(type, told);
  return () => {
    for (const type of EVENTS) globalThis.removeEventListener(type, told);
  };
}

function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}
