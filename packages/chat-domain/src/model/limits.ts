const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The numbers of the product. Milliseconds and bytes unless the name says otherwise. */
export const LIMITS = Object.freeze({
  /** UTF-8 bytes of one text. */
  textBytes: 4_096,
  /** UTF-8 bytes of the `meta` of one message, as JSON. */
  metaBytes: 1_024,
  /** Characters of a kind of entries that a team adds. */
  customKindLength: 64,
  /** Users whom one message mentions. */
  mentions: 10,
  /** UTF-8 bytes of one reaction. */
  reactionTextBytes: 64,
  /** Different reactions to one message. */
  reactions: 20,
  /** UTF-8 bytes of all reactions to one message, with the ids of those who have them or took them back. */
  reactionBytes: 8 * 1_024,
  /** Users whom a page names for one reaction. */
  reactionUsers: 10,
  /** Characters of a room name. */
  roomNameLength: 64,
  /** Characters of a client message id. */
  clientMessageIdLength: 64,
  /** Characters of a user id (`sub`). */
  userIdLength: 128,
  /** Characters of a display name. */
  userNameLength: 128,
  /** Roles one identity may carry. */
  rolesPerIdentity: 32,
  /** Rooms one connection may be in, the lobby included. */
  roomsPerConnection: 100,
  /** Users whose direct rooms one ping may ask for. */
  directRoomsPerPing: 100,
  /** Users that one user may block. */
  blocksPerUser: 1_000,
  /** Entries of a page when the request names no limit. */
  pageDefault: 50,
  /** Entries of a page at most. */
  pageMaximum: 100,
  /** Bytes of the entries in one frame, as JSON. With its envelope, a frame stays within 32 KB. */
  pageBytes: 31 * 1_024,
  /** An empty position in the log older than this is filled by its next reader. */
  gapAge: 5 * SECOND,
  /** How long a message is kept when nothing else is configured. */
  retentionDefault: 30 * DAY,
  /** The shortest retention: a client may be away for at least this long. */
  retentionMinimum: 1 * DAY,
  /** How long a head outlives the newest entry of its room, at least: longer than any write is late. */
  headMargin: 2 * DAY,
  /** Ends of heads are whole multiples of this: servers whose clocks differ a little write the same end. */
  headStep: 1 * HOUR,
  /** Positions without their message that a head keeps: with all of them, it is stored in one unit. */
  unsentPositions: 64,
  /** A resume is complete only while its cursor entry lives at least this long. */
  cursorEntryMargin: 1 * HOUR,
  /** How long the rows of a connection live that never disconnects: a connection lasts two hours, and a margin. */
  connectionLife: 2 * HOUR + 10 * MINUTE,
  /** Members for each shard above which a room doubles its shards. */
  membersPerShard: 2_000,
  /** Members read in one page of a broadcast. */
  memberPage: 1_000,
  /** How long after a guest's membership was read a post to the guest may begin. */
  guestAge: 1 * SECOND,
  /** How long an inline broadcast may take in total. */
  broadcastDeadline: 5 * SECOND,
  /** How long an inline broadcast retries single clients after everybody was tried once: the sender's ack waits. */
  broadcastTail: 300,
  /** The same for a worker, which no ack waits for, but the shard's next message. */
  workerTail: 1 * SECOND,
  /** How long messages of a busy room wait for each other: the delay of its queue. */
  batchInterval: 1 * SECOND,
  /** Members reached by a broadcast from which on a room is batched when it is busy; under half of them it no longer is. */
  batchFrom: 50,
  /** Connections found gone of which one sender's broadcast deletes all rows; the next broadcast deletes further ones. */
  broadcastCleanUps: 25,
  /** The same for a worker, which no ack waits for. */
  workerCleanUps: 250,
  /** The oldest connections of a user that are asked after before another one is refused, and as many of the others. */
  probedConnections: 3,
  /** How long asking after all of them may take: a handshake waits. */
  probeDeadline: 2 * SECOND,
  /** How long after its handshake began a connection may still be stored: a gateway waits 29 s for that. */
  connectWindow: 1 * MINUTE,
  /** The longest ban, mute or invitation, and the length of one without an end. */
  sanctionMaximum: 3_650 * DAY,
  /** The longest interval of slow mode. */
  slowModeMaximum: 6 * HOUR,
  /** How long a server may cache the rules of a room. */
  rulesAge: 10 * SECOND,
  /** How long a user may not connect after a flood. */
  floodPause: 1 * MINUTE,
  /** Posts a minute that the messages of one user may lead to when nothing else is configured. */
  floodPosts: 60_000,
  /** How long a room stays among those of a user after they last followed it or marked it as read. */
  followLife: 365 * DAY,
  /** How long telling the other connections of a user may take: the response to a frame waits for it. */
  devicesDeadline: 1 * SECOND,
  /** How long a review of a message may take: its sender waits. */
  reviewTimeout: 500,
  /** Events that the reader for them delivers before it saves its cursor: after a crash, as many come again. */
  eventsPerStep: 20,
  /** Characters of the reason for a report, or for a rejection. */
  reasonLength: 500,
  /** From a ban until what the user had in flight has ended: an invocation takes 29 s at most, and a margin. */
  writersEnd: 35 * SECOND,

  /** How long a user is banned who is erased, at least: longer than tokens should be valid. */
  erasureBan: 30 * DAY,

  /** How long audit records are kept when nothing else is configured. */
  auditRetention: 365 * DAY,
});
