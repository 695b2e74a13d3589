import { defineAction } from '../descriptors/define-action.js';
import { pong } from '../events/pong.js';

/** Keeps the connection open and asks for the head of each room's log. */
export const ping = defineAction({
  name: 'ping',
  fields: {},
  response: pong,
});
