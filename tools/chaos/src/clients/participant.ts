import type { Witness } from '../verdict.js';

/** A client of a chaos run, as the director sees it. */
export interface Participant extends Witness {
  /** How often it was told that it cannot be brought up to date. */
  readonly resets: number;
  /** How often it was told that it sends too much, which it never does. */
  readonly refused: number;
  /** Whether it is in the room, on a connection that stands. */
  readonly isJoined: boolean;
  /** Messages of its own that are under way. */
  readonly underWay: number;
  /** Grows with whatever it achieves. */
  readonly progress: number;
  /** Whether nothing is missing: as far as it has heard, and as far as it has sent. */
  readonly isAtRest: boolean;
  /** Whether it asks for what it misses; off while pushes alone are looked at, where that can be told. */
  heals: boolean;
  /** Says something in the room, however long that takes. */
  say(clientMessageId: string, text: string): void;
  /** The network breaks, without a goodbye. */
  cut(): void;
  close(): void;
}

/** Who a participant is, and where the chat is. */
export interface ParticipantSettings {
  readonly userId: string;
  readonly url: string;
  readonly token: string;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
}
