import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField, withField } from '../fields/room.js';

/** The request was carried out: the response to every action without a result. `room`, `with`: the one that it was about. */
export const done = defineEvent({
  type: 'done',
  fields: { action: v.string(), room: v.exactOptional(roomField), with: withField },
});
