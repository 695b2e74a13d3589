import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Clock } from '@serverless-ws/chat-domain';

/** Milliseconds for which addresses are used: a burst, and less than the minute for which AWS's names are valid. */
const FRESH = 10_000;

type Found = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/**
 * A `lookup` for sockets that asks the system once for many of them: each question takes one of libuv's four threads.
 * Sockets take turns with the addresses of a name. A failure is not kept.
 */
export function sharedLookup(clock: Clock, ask = askSystem): LookupFunction {
  let addresses: readonly LookupAddress[] = [];
  let freshUntil = -Infinity;
  let turn = 0;
  const waiting: Found[] = [];

  const find = (hostname: string, found: Found): void => {
    if (clock.now() < freshUntil) {
      found(null, addresses);
      return;
    }
    waiting.push(found);
    if (waiting.length > 1) return;
    ask(hostname, (error, all) => {
      if (error === null) {
        addresses = all;
        freshUntil = clock.now() + FRESH;
      }
      for (const one of waiting.splice(0)) one(error, all);
    });
  };

  return (hostname, options, callback) => {
    find(hostname, (error, all) => {
      turn += 1;
      const [first, ...rest] = rotated(all, turn);
      if (options.all === true) callback(error, first === undefined ? [] : [first, ...rest]);
      else callback(error, first?.address ?? '', first?.family ?? 0);
    });
  };
}

function askSystem(hostname: string, found: Found): void {
  systemLookup(hostname, { all: true }, found);
}

/** Turns the list, but not where that could put the family that the system prefers behind another. */
function rotated(all: readonly LookupAddress[], turn: number): readonly LookupAddress[] {
  if (all.length < 2 || all.some(({ family }) => family !== all[0]?.family)) return all;
  const at = turn % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}
