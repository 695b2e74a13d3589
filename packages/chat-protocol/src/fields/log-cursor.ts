import * as v from 'valibot';

/** A position in a room's log, as both ends write it. Whether it is a possible one is the domain's `logCursor`. */
export const LogCursorSchema = v.object({ epoch: v.string(), seq: v.number() });
