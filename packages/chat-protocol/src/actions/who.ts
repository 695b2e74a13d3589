import { defineAction } from '../descriptors/define-action.js';
import { members } from '../events/members.js';
import { roomOrLobbyField } from '../fields/room.js';

/** Asks who is in a room that the connection is in. */
export const who = defineAction({
  name: 'who',
  fields: { room: roomOrLobbyField },
  response: members,
});
