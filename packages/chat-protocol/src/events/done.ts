import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';

/** The request was carried out: the response to every action without a result. */
export const done = defineEvent({ type: 'done', fields: { action: v.string() } });
