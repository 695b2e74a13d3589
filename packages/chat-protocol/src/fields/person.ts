import * as v from 'valibot';

/** A user as others see them. */
export const PersonSchema = v.object({ id: v.string(), name: v.string() });
