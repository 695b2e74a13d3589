import { setTimeout } from 'node:timers/promises';

import type { Timer } from '@serverless-ws/chat-domain';

/** The timers of Node. */
export const systemTimer: Timer = { wait: (milliseconds) => setTimeout(milliseconds) };
