import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { logPageFields } from '../fields/log-page.js';

/** The response to `joinRoom`. `until`: when a guest's membership ends, where that is before the connection does. */
export const joined = defineEvent({
  type: 'joined',
  fields: { ...logPageFields, until: v.exactOptional(v.number()) },
});
