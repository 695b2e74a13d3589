// An action with fields of the team's own, and an event as its response.
import { defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';
import * as v from 'valibot';

export const times = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3));
export const nodded = defineEvent({
  type: 'acme.nodded',
  fields: { room: roomField, by: userIdField, times },
});
export const nod = defineAction({ name: 'acme.nod', fields: { room: roomField, times }, response: nodded });
