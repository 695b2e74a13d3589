import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** The response to `leaveRoom`. */
export const left = defineEvent({ type: 'left', fields: { room: roomField } });
