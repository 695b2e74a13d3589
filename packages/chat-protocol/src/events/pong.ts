import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';

/** A seq for each room. Not `v.record`: that drops the keys `constructor` and `prototype`, which are good room names. */
const heads = v.custom<Record<string, number>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((seq) => typeof seq === 'number'),
);

/** The response to `ping`: the head of the log of each room that this connection is in. */
export const pong = defineEvent({ type: 'pong', fields: { heads } });
