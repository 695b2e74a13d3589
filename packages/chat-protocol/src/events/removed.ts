import * as v from 'valibot';
import { defineEvent } from '../descriptors/define-event.js';
import { roomField } from '../fields/room.js';

/** This connection is no longer in a room, though it did not leave. `reason`: `uninvited`, `expired` or `moderated`. */
export const removed = defineEvent({ type: 'removed', fields: { room: roomField, reason: v.string() } });
