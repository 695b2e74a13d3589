/** Users, and what they do all month. */
export interface BillShape {
  readonly users: number;
  /** The share of users who say nothing and are in the lobby alone; the others are in one room besides. */
  readonly idle: number;
  readonly rooms: number;
  /** Messages a minute of each user who is not idle. */
  readonly rate: number;
  /** Minutes after which a user comes back; absent: the two hours that API Gateway gives a connection. */
  readonly connectionMinutes?: number;
  /** Minutes between two pings; absent: the eight that PROTOCOL.md asks for. */
  readonly pingMinutes?: number;
}

/** What chat-client does, by the middle of its jitter: it replaces a connection after 118 minutes, and pings before eight are over. */
const CHAT_CLIENT = { connectionMinutes: 118 * (1 - 0.5 / 200), pingMinutes: 8 * (1 - 0.5 / 50) };

/** The shapes that docs/deploy.md quotes. */
export const BILL_SHAPES: Readonly<Record<string, BillShape>> = {
  '1,000 users who stay connected and say nothing': { users: 1_000, idle: 1, rooms: 0, rate: 0 },
  '1,000 users of chat-client who say nothing': { users: 1_000, idle: 1, rooms: 0, rate: 0, ...CHAT_CLIENT },
  '10 rooms × 100, one message a minute each': { users: 1_000, idle: 0, rooms: 10, rate: 1 },
  'a room of 10,000, a message a second': { users: 10_000, idle: 0, rooms: 1, rate: 60 / 10_000 },
};

/** The members of each room. */
export function membersOf({ users, idle, rooms }: BillShape): number {
  return rooms === 0 ? 0 : (users * (1 - idle)) / rooms;
}
