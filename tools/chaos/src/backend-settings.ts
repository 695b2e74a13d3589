import type { InjectedBugName } from './chaos-options.js';

/** What the backend process is told. */
export interface BackendSettings {
  readonly port: number;
  /** Where Lambda's Invoke API is, for a backend that publishes. */
  readonly invokePort: number;
  readonly databaseUrl: string;
  /** Signs the tokens of this run. */
  readonly secret: string;
  readonly seed: number;
  readonly inject: InjectedBugName | null;
  /** Where the queue of busy rooms is; `null` where nothing is batched. */
  readonly queueEndpoint: string | null;
  /** Messages that a user may send in the run. */
  readonly allowed: number;
}

/**
 * What it is told meanwhile: whether chance has a say; that its next posts find no open connection; to deliver to all
 * rooms and users that have rows, as later deliveries would, and to say when it has.
 */
export type BackendMessage = { readonly chaos: boolean } | 'cool' | 'deliver';

/** The table that a run uses. */
export const TABLE = 'chaos';
/** The queue of busy rooms; a message is delivered again that was not deleted in time. */
export const BUSY_QUEUE = {
  name: 'busy.fifo',
  attributes: { FifoQueue: 'true', DelaySeconds: '1', VisibilityTimeout: '6' },
};
/** Members from which on the room is batched: few, so that short runs are. */
export const BATCH_FROM = 4;
/** The API of the local gateway. */
export const API_ID = 'chaos';
/** The room in which everything is said. */
export const ROOM = 'chaos';
/** What a message's id begins with whose first sender dies before it broadcasts. */
export const RESCUE = 'rescue-';
/** Takes every local engine and the local gateway. */
export const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;
