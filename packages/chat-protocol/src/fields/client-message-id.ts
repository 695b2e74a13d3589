import * as v from 'valibot';

/** The id that a client gives a message, so that it is stored once. Its shape is the domain's to check. */
export const clientMessageIdField = v.exactOptional(v.string());
