import type { ClientOptions } from './client.js';

/** One room, and one way to send to it. */
export interface Case {
  readonly row: string;
  readonly algorithm: ClientOptions['algorithm'];
  readonly members: number;
  /** Processes that are measured; the median counts. */
  readonly rounds: number;
  /** Broadcasts of one process. The first is one row, the last another: `…, again`. */
  readonly broadcasts: number;
  /** Posts a second; no limit when absent. */
  readonly rate?: number;
  /** One member in so many is gone. */
  readonly goneEvery?: number;
  /** The part of posts that meets a 429. */
  readonly throttled?: number;
  /** The row whose time this one's is a multiple of. */
  readonly against?: string;
}

/** The row of the last broadcast of a process. */
export function again(row: string): string {
  return `${row}, again`;
}

/** AWS's sample, and what is compared with it. */
export const SAMPLE = 'AWS sample, 10,000 members';
export const OURS = '10,000 members';

/** Rooms of every size, for the curve. */
export const GROWTH = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
/** Up to where the sample can be followed: beyond, it takes gigabytes. */
export const SAMPLE_GROWTH = [1_000, 3_000, 10_000];

/** Deliveries after which a process is as fast as it gets, whatever the size of its room. */
export const WARM = 50_000;

const chat = { algorithm: 'chat', rounds: 1 } as const;
const sample = { algorithm: 'sample', rounds: 1 } as const;
/** So many that the last one is made by a warm process. */
const untilWarm = (members: number) => ({ members, broadcasts: 1 + Math.ceil(WARM / members) });
const size = (members: number): string => `${members.toLocaleString('en-US')} members`;

/** In the order in which they run; each round takes all of them once, so that a busy moment meets them all. */
export const CASES: readonly Case[] = [
  { ...sample, ...untilWarm(10_000), row: SAMPLE, rounds: 3 },
  { ...chat, ...untilWarm(10_000), row: OURS, rounds: 3, against: SAMPLE },
  {
    ...chat,
    ...untilWarm(10_000),
    row: '10,000, 5 % of posts throttled',
    rounds: 3,
    throttled: 0.05,
    against: OURS,
  },
  {
    ...chat,
    row: '10,000, 1 % gone',
    members: 10_000,
    rounds: 3,
    broadcasts: 1,
    goneEvery: 100,
    against: OURS,
  },
  {
    ...sample,
    row: 'AWS sample, 10,000, 1 % gone',
    members: 10_000,
    broadcasts: 1,
    goneEvery: 100,
    against: SAMPLE,
  },
  { ...chat, row: '10,000, rate 2,000 a second', members: 10_000, rounds: 1, broadcasts: 1, rate: 2_000 },
  ...GROWTH.filter((members) => size(members) !== OURS).map((members) => ({
    ...chat,
    ...untilWarm(members),
    row: size(members),
  })),
  ...SAMPLE_GROWTH.filter((members) => size(members) !== OURS).map((members) => ({
    ...sample,
    ...untilWarm(members),
    row: `AWS sample, ${size(members)}`,
  })),
];
