import * as v from 'valibot';

/** The user whom an action is about. */
export const userIdField = v.string();

/** Until when a decision holds, in epoch milliseconds. */
export const untilField = v.exactOptional(v.number());
