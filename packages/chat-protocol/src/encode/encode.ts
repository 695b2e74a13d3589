import type { ServerFrame } from '../server-frames/server-frame.js';

/** The text of a server frame. */
export function encode(frame: ServerFrame): string {
  return JSON.stringify(frame);
}
