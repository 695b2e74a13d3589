import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the tables of a run are. */
export interface Tables {
  readonly client: DynamoDBDocumentClient;
  /** Of the chat, with a lobby of {@link CROWD} members. */
  readonly chat: string;
  /** Of AWS's sample, with as many connections. */
  readonly sample: string;
}

/** Members of the lobby. */
export const CROWD = 1_000;

/** One thing that is done over and over. */
export interface Work {
  readonly row: string;
  /** The row that this one's figures are multiples of. */
  readonly against?: string;
  /** What has to be there before the `nth` time; not measured. */
  readonly prepare?: (nth: number) => Promise<unknown>;
  readonly run: (nth: number) => Promise<unknown>;
}

/** The rows that ours are compared with. */
export const SAMPLE_ROWS = {
  connect: 'AWS sample: connect',
  send: `AWS sample: send, ${CROWD.toLocaleString('en-US')} connected`,
  disconnect: 'AWS sample: disconnect',
} as const;

/** The id of a connection that no other run has. */
export function connectionId(kind: string, nth: number): string {
  return `${kind}-${String(nth).padStart(6, '0')}=`;
}
