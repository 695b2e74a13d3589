import { Backoff } from '../connection/backoff.js';
import { Deferred } from '../deferred.js';
import type { RequestFrame } from '../connection/session.js';
import { frameText } from '../frame-text.js';
import { addressOf } from '../log/address.js';
import type { Timers } from '../ports/timers.js';
import { RequestError, requestError } from '../request-error.js';
import type { OutboxMessage, Receipt } from './outbox-message.js';

/** The longest text that the protocol allows, in bytes: PROTOCOL.md, "Limits". */
const TEXT_BYTES = 4_096;

/** How long to wait for an ack before a message is sent again, in milliseconds. */
export const ACK_TIMEOUT = 5_000;
/** A random time on top, which doubles up to the cap. */
const ACK_JITTER = 2_000;
const ACK_JITTER_CAP = 60_000;
/** When to give up: well within the day for which the server keeps idempotency records at least. */
const GIVE_UP = 12 * 60 * 60 * 1_000;

/** The frame that sends a message. */
export interface MessageFrame extends RequestFrame {
  readonly text: string;
}

/** A message before its first attempt. */
export type NewMessage = Omit<OutboxMessage, 'createdAt' | 'status'>;

/** A message in the outbox, with its delivery state. */
export interface PendingSend {
  message: OutboxMessage;
  /** When to send it (again), by `elapsed` of {@link Timers}. */
  dueAt: number;
  /** Before when the server takes it on no connection, by the same. */
  notBefore: number;
  /** When to give up, by the same. */
  readonly expiresAt: number;
  /** Whether it was sent on the current session. */
  isOut: boolean;
  /** How many sessions the server has ended right after it was sent. */
  strikes: number;
  /** Its position in the log, once acknowledged. */
  receipt?: Receipt;
  readonly backoff: Backoff;
  /** Settles once it is acknowledged, or has failed. */
  readonly completion: Deferred<Receipt>;
}

/** What a message in the outbox needs. */
export interface PendingSendDependencies {
  readonly timers: Timers;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  /** Whether the server is to push a message to the connection that sent it, rather than to put it in the ack. */
  readonly echo: boolean;
}

/** A message that waits to be sent; failed, if no frame can carry it. */
export function newPendingSend(dependencies: PendingSendDependencies, message: OutboxMessage): PendingSend {
  const { timers, random, echo } = dependencies;
  // By the clock only for a message of an earlier run. The clock may have been set: none is of the future.
  const age = Math.min(GIVE_UP, Math.max(0, timers.now() - message.createdAt)) || 0;
  const pendingSend: PendingSend = {
    message,
    dueAt: 0,
    notBefore: 0,
    expiresAt: timers.elapsed() + GIVE_UP - age,
    isOut: false,
    strikes: 0,
    backoff: new Backoff(ACK_JITTER, ACK_JITTER_CAP, random),
    completion: new Deferred(),
  };
  const flaw = isUnderWay(pendingSend) ? flawOf(frameOf(message, echo)) : null;
  if (flaw !== null) fail(pendingSend, flaw);
  return pendingSend;
}

/** Changes the message. */
export function mark(pendingSend: PendingSend, change: Partial<OutboxMessage>): void {
  pendingSend.message = { ...pendingSend.message, ...change };
}

/** Marks the message as failed, and rejects its promise. */
export function fail(pendingSend: PendingSend, error: RequestError): void {
  mark(pendingSend, { status: 'failed', reason: error.code });
  pendingSend.completion.reject(error);
}

/** Whether it has not been acknowledged and has not failed. */
export function isUnderWay({ message: { status } }: PendingSend): boolean {
  return status === 'waiting' || status === 'sending';
}

/** The frame for the server: the same on every attempt. */
export function frameOf(message: OutboxMessage, echo: boolean): MessageFrame {
  const { kind, room, text, clientMessageId, more } = message;
  return kind === 'announcement'
    ? { action: 'announce', text, clientMessageId }
    : { action: 'sendMessage', ...addressOf(room), text, clientMessageId, echo, ...more };
}

/** Why a message can never be sent; `null` where it can. */
function flawOf(frame: MessageFrame): RequestError | null {
  try {
    frameText(frame);
    return null;
  } catch (error) {
    return frame.text.length > TEXT_BYTES ? new RequestError('invalid_text') : requestError(error);
  }
}

/** The next message of each room, those first that ended no session. */
export function firstOfEachRoom(pending: readonly PendingSend[]): readonly PendingSend[] {
  const heads = new Map<string, PendingSend>();
  for (const pendingSend of pending.filter(isUnderWay)) {
    const { room } = pendingSend.message;
    if (!heads.has(room)) heads.set(room, pendingSend);
  }
  return [...heads.values()].sort((a, b) => a.strikes - b.strikes);
}
