import { defineEvent } from '../descriptors/define-event.js';
import { logPageFields } from '../fields/log-page.js';
import { withField } from '../fields/room.js';

/** The response to `listMessages`. */
export const page = defineEvent({ type: 'page', fields: { ...logPageFields, with: withField } });
