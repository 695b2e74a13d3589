import { ENDING_STATES } from './ending-states.js';
import type { PageState } from './page-state.js';
import { ROOM_STATES } from './room-states.js';
import { SIGN_IN_STATES } from './sign-in-states.js';

/** All that the page can look like. */
export const STATES: readonly PageState[] = [...SIGN_IN_STATES, ...ROOM_STATES, ...ENDING_STATES];
