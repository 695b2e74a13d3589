/** The state of a room's log: one small item, changed by one atomic write a message. */
export interface RoomHead {
  readonly room: string;
  /** Identifies one unbroken numbering. In another epoch, cursors of this one are not valid. */
  readonly epoch: string;
  /** The highest position reserved so far; 0 in a room without messages. */
  readonly seq: number;
  /** When `seq` was reserved, in epoch milliseconds; `createdAt` where none was. */
  readonly reservedAt: number;
  /** When the log was created, in epoch milliseconds: no entry is older. A new epoch does not change it. */
  readonly createdAt: number;
  /** The number of shards over which the members are spread: 1, 2, 4, … Never shrinks. */
  readonly shards: number;
}
