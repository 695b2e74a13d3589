import { defineEvent } from '../descriptors/define-event.js';
import { logPageFields } from '../fields/log-page.js';

/** The response to `joinRoom`. */
export const joined = defineEvent({ type: 'joined', fields: logPageFields });
