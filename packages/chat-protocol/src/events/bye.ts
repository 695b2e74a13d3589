import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';

/**
 * The last frame before the server closes. `reconnect`: whether to reconnect, with a fresh token; `until`: when a banned
 * user may connect again.
 */
export const bye = defineEvent({
  type: 'bye',
  fields: { reason: v.string(), reconnect: v.boolean(), until: v.exactOptional(v.number()) },
});
