import * as v from 'valibot';
import type { AnyEventDescriptor, EventFrame } from '../descriptors/define-event.js';
import { EVENTS, type ServerFrame, type ServerFrameType } from '../events/index.js';
import { jsonObject } from './json-object.js';

/**
 * The frame that a server sent; `null` for one that this version does not know or cannot read, which a client passes
 * over. So are API Gateway's own frames (`{"message": …}`, no `type`). Never throws.
 */
export function parseServerFrame(text: string): ServerFrame | null {
  const frame = jsonObject(text);
  const type = frame?.['type'];
  return typeof type === 'string' && isType(type) ? eventIn(EVENTS[type], frame) : null;
}

/** A frame, if it is one of this event; else `null`. Never throws. */
export function eventIn<Event extends AnyEventDescriptor>(
  { schema }: Event,
  frame: unknown,
): EventFrame<Event> | null {
  const result = v.safeParse(schema, frame, { abortEarly: true });
  return result.success ? result.output : null;
}

function isType(type: string): type is ServerFrameType {
  return Object.hasOwn(EVENTS, type);
}
