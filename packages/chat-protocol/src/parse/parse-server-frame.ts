import type { AnyEventDescriptor, EventFrame } from '../descriptors/define-event.js';
import { EVENTS, type ServerFrame, type ServerFrameType } from '../events/index.js';
import { jsonObject } from './json-object.js';

/** A frame of an event that a team added, unread: {@link eventIn} reads it, by the event's descriptor. */
export interface CustomFrame {
  readonly type: `${string}.${string}`;
  readonly [field: string]: unknown;
}

/**
 * The frame that a server sent; `null` for one that this version does not know or cannot read, which a client passes
 * over. So are API Gateway's own frames (`{"message": …}`, no `type`). Never throws.
 */
export function parseServerFrame(text: string): ServerFrame | null {
  const frame = parseAnyFrame(text);
  return frame === null || isCustom(frame) ? null : frame;
}

/** As {@link parseServerFrame}, and frames of a team's own events, unread. */
export function parseAnyFrame(text: string): ServerFrame | CustomFrame | null {
  const frame = jsonObject(text);
  const type = frame?.['type'];
  if (typeof type !== 'string') return null;
  if (isType(type)) return eventIn(EVENTS[type], frame);
  const custom = { ...frame, type };
  return isCustom(custom) ? custom : null;
}

/** Whether a frame is of a team's own event: its type holds a dot. */
export function isCustom(frame: { readonly type: string }): frame is CustomFrame {
  return frame.type.includes('.');
}

/** A frame, if it is one of this event; else `null`. Never throws. */
export function eventIn<Event extends AnyEventDescriptor>(
  { schema }: Event,
  frame: unknown,
): EventFrame<Event> | null {
  // The method of Standard Schema comes with each schema: a page that has none of them loads no code for it.
  const result = schema['~standard'].validate(frame);
  return result instanceof Promise || result.issues ? null : result.value;
}

function isType(type: string): type is ServerFrameType {
  return Object.hasOwn(EVENTS, type);
}
