import { defineAction } from '../descriptors/define-action.js';
import { roomOrLobbyField } from '../fields/room.js';

/** Waves to the members of a room. */
export const wave = defineAction({
  name: 'wave',
  fields: { room: roomOrLobbyField },
  response: 'done',
});
