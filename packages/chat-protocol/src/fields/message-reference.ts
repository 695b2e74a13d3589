import * as v from 'valibot';

/** The name of a message in its room: by position alone it could be another one in a restored log. */
export const MessageReferenceSchema = v.object({ seq: v.number(), id: v.string() });
