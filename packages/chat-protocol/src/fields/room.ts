import * as v from 'valibot';

/** The room of a frame. What names are good is the domain's to check. */
export const roomField = v.string();

/** The room of a frame; the lobby when absent. */
export const roomOrLobbyField = v.exactOptional(roomField);
