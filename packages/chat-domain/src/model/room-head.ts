/** The state of a room's log: one small item, changed by one atomic write a message. */
export interface RoomHead {
  readonly room: string;
  /** Names one unbroken numbering. Another epoch means that cursors of this one are worth nothing. */
  readonly epoch: string;
  /** The highest position taken so far; 0 in a room where nobody has spoken. */
  readonly seq: number;
  /** When `seq` was taken, in epoch milliseconds; `createdAt` where none was. */
  readonly reservedAt: number;
  /** When the log began, in epoch milliseconds: nothing in it is older. A new epoch leaves it as it is. */
  readonly createdAt: number;
  /** Over how many shards the members are spread: 1, 2, 4, … Never shrinks. */
  readonly shards: number;
}
