import { Ping } from '@serverless-ws/chat-domain';

import { defaultHandler } from '../handlers/default-handler.js';
import { conversation } from './conversation.js';

const ports = conversation();

/** The function behind `ping` and whatever no other route takes. */
export const handler = defaultHandler({ ...ports, ping: new Ping(ports) });
