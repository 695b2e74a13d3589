import type { Rule } from './rule-list.js';
import { accessRules } from './access-rules.js';
import { authorizerRules } from './authorizer-rules.js';
import { connectionRules } from './connection-rules.js';
import { eventRules } from './event-rules.js';
import { handshakeRules } from './handshake-rules.js';
import { lifetimeRules } from './lifetime-rules.js';
import { messageRules } from './message-rules.js';

/** Every rule of the emulator, by chapter; each has a test named after it, and a row in the README. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  Handshake: handshakeRules,
  Authorizer: authorizerRules,
  Events: eventRules,
  Messages: messageRules,
  '`@connections`': connectionRules,
  'End of life': lifetimeRules,
  'On a developer’s machine': accessRules,
};
