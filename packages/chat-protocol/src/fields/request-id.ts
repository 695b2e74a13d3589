import * as v from 'valibot';

/** Characters of a `requestId`: what comes back in the answer must not outgrow a frame. */
export const REQUEST_ID_LENGTH = 128;

/** The name a client gives a request, to find the answer. Any string; never looked into. */
export const RequestIdSchema = v.exactOptional(v.pipe(v.string(), v.maxLength(REQUEST_ID_LENGTH)));
