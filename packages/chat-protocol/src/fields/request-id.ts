import * as v from 'valibot';

/** Characters of a `requestId`: the response repeats it and must fit in a frame. */
export const REQUEST_ID_LENGTH = 128;

/** The name a client gives a request, to find the response. Any string; never interpreted. */
export const RequestIdSchema = v.exactOptional(v.pipe(v.string(), v.maxLength(REQUEST_ID_LENGTH)));
