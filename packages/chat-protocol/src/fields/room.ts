import * as v from 'valibot';
import { userIdField } from './user-id.js';

/** The room of a frame. What names are good is the domain's to check. */
export const roomField = v.string();

/** The room of a frame; the lobby when absent. */
export const roomOrLobbyField = v.exactOptional(roomField);

/** The other user of the direct room that a frame of a server is about. */
export const withField = v.exactOptional(userIdField);

/**
 * Where an action takes place: a room, or the direct room of the caller and another user; the lobby where the frame names
 * neither. Both at once are the domain's to refuse.
 */
export const roomOrUserFields = { room: roomOrLobbyField, with: withField };

/** For actions that take no user in the place of a room: without it they would be about the lobby. */
export const noUserFields = { with: v.exactOptional(v.never()) };
