import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { roomOrUserFields } from '../fields/room.js';

/** Tells the other connections in a room something of the moment: that one is typing. Kept nowhere, and not tried again. */
export const signal = defineAction({
  name: 'signal',
  fields: {
    ...roomOrUserFields,
    /** `typing`, or a name of a team's own, which holds a dot. */
    event: v.string(),
    /** Any JSON of up to 1,024 bytes; `true` or `false` for `typing`. */
    data: v.exactOptional(v.unknown()),
  },
  response: 'done',
  quiet: true,
});
