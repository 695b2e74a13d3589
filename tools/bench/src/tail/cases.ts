import type { ClientOptions } from './client.js';

/** One room, and who of it does not read. */
export interface Case {
  readonly row: string;
  readonly options: Pick<ClientOptions, 'sender' | 'members' | 'messages' | 'warmUp' | 'paused'>;
  readonly stalled: number;
  /** Processes that are measured. */
  readonly processes: number;
  /** The row whose figures these are multiples of. */
  readonly against: string;
}

const ROOMS = [
  { members: 2, stalled: [0, 1] },
  { members: 100, stalled: [0, 1, 20] },
  { members: 2_000, stalled: [0, 1, 20, 50] },
];

/** Deliveries after which a process is warm. */
const WARM = 6_000;

function nameOf(members: number, stalled: number, paused: boolean): string {
  const when = paused ? 'after a pause' : 'warm';
  return `${members.toLocaleString('en-US')} members, ${when}, ${stalled} stalled`;
}

const rooms: readonly Case[] = [false, true].flatMap((paused) =>
  ROOMS.flatMap(({ members, stalled: counts }) =>
    counts.map((stalled) => ({
      row: nameOf(members, stalled, paused),
      options: { sender: 'gateway' as const, members, messages: 15, warmUp: WARM, paused },
      stalled,
      processes: 1,
      against: nameOf(members, 0, paused),
    })),
  ),
);

const COLD = 'first burst of a process to 100, one bare socket each';
const burst = { stalled: 0, processes: 7, against: COLD };
const cold = { members: 100, messages: 1, warmUp: 0, paused: false };

/** In the order in which they run. */
export const CASES: readonly Case[] = [
  ...rooms,
  { ...burst, row: COLD, options: { ...cold, sender: 'sockets' } },
  { ...burst, row: 'first burst of a process to 100, this gateway', options: { ...cold, sender: 'gateway' } },
];
