import * as v from 'valibot';
import { jsonObject } from './json-object.js';
import { SERVER_FRAMES, type ServerFrame, type ServerFrameType } from '../server-frames/server-frame.js';

/**
 * The frame that a server sent; `null` for one that this version does not know or cannot read, which a client passes
 * over. So are API Gateway's own frames (`{"message": …}`, no `type`). Never throws.
 */
export function parseServerFrame(text: string): ServerFrame | null {
  const frame = jsonObject(text);
  const type = frame?.['type'];
  if (typeof type !== 'string' || !isType(type)) return null;
  const result = v.safeParse(SERVER_FRAMES[type], frame, { abortEarly: true });
  return result.success ? result.output : null;
}

function isType(type: string): type is ServerFrameType {
  return Object.hasOwn(SERVER_FRAMES, type);
}
