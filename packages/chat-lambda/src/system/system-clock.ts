import type { Clock } from '@serverless-ws/chat-domain';

/** The time of the machine. */
export const systemClock: Clock = { now: () => Date.now() };
