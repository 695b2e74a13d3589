import * as v from 'valibot';

/** The last frame before the server closes. `reconnect`: whether to reconnect, with a fresh token. */
export const ByeSchema = v.object({ type: v.literal('bye'), reason: v.string(), reconnect: v.boolean() });
