/**
 * The numbers of signals, hints and lists of members; apart from `LIMITS`, which every function has in its bundle.
 * Milliseconds and bytes unless the name says otherwise.
 */
export const SIGNAL_LIMITS = Object.freeze({
  /** Characters of the name of a signal. */
  signalEventLength: 64,
  /** UTF-8 bytes of the data of a signal, as JSON. */
  signalDataBytes: 1_024,
  /** Users of a room that signals are sent to. */
  signalUsers: 100,
  /** Connections of a room that signals are sent to: two for each user. */
  signalConnections: 200,
  /** How long sending a signal or a hint may take: what is late by more says nothing any more. */
  signalDeadline: 1_000,
  /** Posts of signals and hints that one process may make at once, and then in each second: messages come first. */
  signalBurst: 2_000,
  signalRate: 1_000,
  /** Posts of signals and hints that count as much as a frame of their user. */
  postsPerFrame: 10,
  /** Users that a list of members names at most. */
  listedUsers: 100,
  /** Connections that are read for a list of members: above, its count is a lower bound. */
  listedConnections: 200,
} as const);
