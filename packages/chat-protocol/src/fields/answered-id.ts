import * as v from 'valibot';

/** The \`requestId\` of the request, in an answer. Apart from the client's, whose check would weigh on a browser's bundle. */
export const AnsweredIdSchema = v.exactOptional(v.string());
