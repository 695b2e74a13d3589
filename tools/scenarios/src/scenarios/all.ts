import type { Scenario } from '../scenario.js';
import { badFrames } from './bad-frames.js';
import { directMessages } from './direct-messages.js';
import { hostileFrames } from './hostile-frames.js';
import { badInput } from './bad-input.js';
import { handshakes } from './handshakes.js';
import { messages } from './messages.js';
import { moderation } from './moderation.js';
import { presence } from './presence.js';
import { rooms } from './rooms.js';
import { userRooms } from './user-rooms.js';

/** All that must be true of a chat, by subject. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  handshakes,
  messages,
  rooms,
  'direct messages': directMessages,
  'user rooms': userRooms,
  presence,
  moderation,
  'bad frames': badFrames,
  'hostile frames': hostileFrames,
  'bad input': badInput,
};
