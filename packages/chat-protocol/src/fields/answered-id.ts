import * as v from 'valibot';

/** The `requestId` of the request, in a response. Unlike the client's, without a length check: smaller in a browser. */
export const AnsweredIdSchema = v.exactOptional(v.string());
