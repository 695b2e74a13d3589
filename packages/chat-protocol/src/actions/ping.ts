import * as v from 'valibot';
import { defineAction } from '../descriptors/define-action.js';
import { pong } from '../events/pong.js';
import { userIdField } from '../fields/user-id.js';

/** Keeps the connection open and asks for the head of each room's log. */
export const ping = defineAction({
  name: 'ping',
  fields: {
    /** The other users of direct rooms whose heads are asked for as well. */
    with: v.exactOptional(v.array(userIdField)),
  },
  response: pong,
});
