import type { Variables } from '../src/settings/environment.js';
import { API_ID } from './events.js';

/** The environment of a function on Lambda, with all that any of the functions needs. */
export const VARIABLES: Variables = {
  AWS_REGION: 'eu-central-1',
  CHAT_API_ID: API_ID,
  CHAT_TABLE: 'chat',
  CHAT_CALLBACK_URL: `https://${API_ID}.execute-api.eu-central-1.amazonaws.com/dev`,
  JWT_SECRET: 'x'.repeat(32),
};
