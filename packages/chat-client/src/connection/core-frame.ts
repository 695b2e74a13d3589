import type { EVENTS, EventFrame, ReceivedEntry, removed } from '@serverless-ws/chat-protocol';
import type { ReceivedFrame } from '../frame-text.js';

/** A frame that the client itself follows. All others are read by the descriptors that an app brings along. */
export type CoreFrame = EventFrame<(typeof EVENTS)[Exclude<keyof typeof FRAMES, 'removed'>] | typeof removed>;

/** A frame of one type. */
export type CoreFrameOf<Type extends CoreFrame['type']> = Extract<CoreFrame, { type: Type }>;

type Check = (value: unknown) => boolean;

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
/** Looks at the shape once, and not for each frame of a flood. */
const object = (shape: Readonly<Record<string, Check>>): Check => {
  const fields = Object.entries(shape);
  return (value) => isObject(value) && fields.every(([field, check]) => check(value[field]));
};

const cursor = { epoch: string, seq: number };
const values =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const positions = values(object(cursor));
const optionalString = optional(string);
const reference = { seq: number, id: string };
const target = object(reference);
const origin = {
  ...reference,
  sender: object({ id: string, name: string }),
  to: optionalString,
  sentAt: number,
};
const deleted = { ...origin, clientMessageId: optionalString };
const content = { ...deleted, meta: optional(isObject), mentions: optional(list(string)) };
const message = object({
  ...{ ...content, text: string, replyTo: optional(target), editedAt: optional(number) },
  reactions: optional(values(object({ count: number, users: list(string), own: boolean }))),
});

/** Entries by their kind; those that a team adds have a dot in it. Of any other only the position counts. */
const KINDS = {
  ...{ message, announcement: message, deleted: object(deleted) },
  deletion: object({ ...origin, target }),
  edit: object({ ...content, target, text: optionalString }),
  reaction: object({ ...deleted, target, reaction: string, on: boolean }),
  '.': object({ ...deleted, kind: string, data: isObject }),
};
const entry = object({ seq: number });
const page = {
  ...{ room: string, epoch: string, from: number, through: number, head: number },
  ...{ recovered: boolean, more: boolean, messages: list(entry), with: optionalString },
};

/**
 * What the client relies on, by the type of the frame. Beside the descriptors of chat-protocol, which say the same, as
 * these would bring a library into every page that is larger than the rest of the parser; a test compares both.
 */
const FRAMES = {
  ack: object({
    ...{ room: string, ...cursor, id: string, sentAt: number, duplicate: boolean, with: optionalString },
    ...{ clientMessageId: optionalString, entry: optional(entry) },
  }),
  messages: object({ room: string, epoch: string, messages: list(entry) }),
  joined: object({ ...page, until: optional(number) }),
  page: object(page),
  left: object({ room: string }),
  removed: object({ room: string, reason: string }),
  pong: object({
    heads: positions,
    direct: optional(positions),
    rooms: list(string),
  }),
  done: object({ action: string, room: optionalString }),
  bye: object({ reason: string, reconnect: boolean }),
  error: object({
    ...{ code: string, message: string, retryable: boolean },
    ...{ retryAfterMs: optional(number), clientMessageId: optionalString },
  }),
};

/** The frame, if the client itself follows it and can read it. Never throws. */
export function coreFrame(received: ReceivedFrame): CoreFrame | null {
  if (!isCore(received)) return null;
  if ('messages' in received) return { ...received, messages: received.messages.map(known) };
  return 'entry' in received && received.entry ? { ...received, entry: known(received.entry) } : received;
}

function isCore(received: ReceivedFrame | CoreFrame): received is CoreFrame {
  return fits(FRAMES, received.type, received) && optionalString(received.requestId);
}

/** An entry that can be read, or no more than its position. */
function known(received: ReceivedEntry): ReceivedEntry {
  const { seq, kind }: { readonly seq: number; readonly kind?: unknown } = received;
  return fits(KINDS, `${kind}`.includes('.') ? '.' : `${kind}`, received) ? received : { seq };
}

/** Whether a value passes the check of this name. A name from the wire only finds what was put in. */
function fits(checks: Readonly<Record<string, Check>>, name: string, value: unknown): boolean {
  return Object.hasOwn(checks, name) && checks[name]?.(value) === true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
