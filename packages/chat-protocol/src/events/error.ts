import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { clientMessageIdField } from '../fields/client-message-id.js';

/** A request that failed. `code` is one of the domain's list; a client must survive one that it does not know yet. */
export const error = defineEvent({
  type: 'error',
  fields: {
    code: v.string(),
    message: v.string(),
    retryable: v.boolean(),
    retryAfterMs: v.exactOptional(v.number()),
    clientMessageId: clientMessageIdField,
  },
});
