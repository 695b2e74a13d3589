import type { Rule } from './rule-list.js';
import { authorizerRules } from './rules/authorizer-rules.js';
import { connectionRules } from './rules/connection-rules.js';
import { eventRules } from './rules/event-rules.js';
import { handshakeRules } from './rules/handshake-rules.js';
import { lifetimeRules } from './rules/lifetime-rules.js';
import { messageRules } from './rules/message-rules.js';

/** Every rule that the emulator keeps, by chapter; each has a test of its name, and a row in the README. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  Handshake: handshakeRules,
  Authorizer: authorizerRules,
  Events: eventRules,
  Messages: messageRules,
  '`@connections`': connectionRules,
  'End of life': lifetimeRules,
};
