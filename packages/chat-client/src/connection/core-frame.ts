import type { EVENTS, EventFrame, ReceivedEntry, removed } from '@serverless-ws/chat-protocol';
import type { ReceivedFrame } from '../frame-text.js';

/** A frame that the client itself follows. All others are read by the descriptors that an app brings along. */
export type CoreFrame = EventFrame<(typeof EVENTS)[Exclude<keyof typeof SHAPES, 'removed'>] | typeof removed>;

/** A frame of one type. */
export type CoreFrameOf<Type extends CoreFrame['type']> = Extract<CoreFrame, { type: Type }>;

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const string: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const boolean: Check = (value) => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const object =
  (shape: Shape): Check =>
  (value) =>
    isObject(value) && Object.entries(shape).every(([field, check]) => check(value[field]));

const cursor = { epoch: string, seq: number };
const reference = { seq: number, id: string };
const origin = { ...reference, sender: object({ id: string, name: string }), sentAt: number };
const deleted = { ...origin, clientMessageId: optional(string) };
const message = { ...deleted, text: string };

/** Entries by their kind. Of any other only the position counts. */
const KINDS = { message, announcement: message, deleted, deletion: { ...origin, target: object(reference) } };
const entry = object({ seq: number });
const page = {
  ...{ room: string, epoch: string, from: number, through: number, head: number },
  ...{ recovered: boolean, more: boolean, messages: list(entry) },
};

/**
 * What the client relies on, by the type of the frame. Beside the descriptors of chat-protocol, which say the same, as
 * these would bring a library into every page that is larger than the rest of the parser; a test compares both.
 */
const SHAPES = {
  ack: {
    ...{ room: string, ...cursor, id: string, sentAt: number, duplicate: boolean },
    ...{ clientMessageId: optional(string), entry: optional(entry) },
  },
  messages: { room: string, epoch: string, messages: list(entry) },
  joined: { ...page, until: optional(number) },
  page,
  left: { room: string },
  removed: { room: string, reason: string },
  pong: {
    heads: (value: unknown) => isObject(value) && Object.values(value).every(object(cursor)),
    rooms: list(string),
  },
  done: { action: string, room: optional(string) },
  bye: { reason: string, reconnect: boolean },
  error: {
    ...{ code: string, message: string, retryable: boolean },
    ...{ retryAfterMs: optional(number), clientMessageId: optional(string) },
  },
};

/** The frame, if the client itself follows it and can read it. Never throws. */
export function coreFrame(frame: ReceivedFrame): CoreFrame | null {
  if (!isCore(frame)) return null;
  if ('messages' in frame) return { ...frame, messages: frame.messages.map(known) };
  return 'entry' in frame && frame.entry ? { ...frame, entry: known(frame.entry) } : frame;
}

function isCore(frame: ReceivedFrame | CoreFrame): frame is CoreFrame {
  return fits(SHAPES, frame.type, { ...frame }) && optional(string)(frame.requestId);
}

/** An entry that can be read, or no more than its position. */
function known(received: ReceivedEntry): ReceivedEntry {
  return 'kind' in received && fits(KINDS, received.kind, received) ? received : { seq: received.seq };
}

/** Whether a value has the shape of this name. A name from the wire only finds what was put in. */
function fits(shapes: Readonly<Record<string, Shape>>, name: string, value: unknown): boolean {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  return shape !== undefined && object(shape)(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
