import { Broadcast, FanOut, LogWriter } from '@serverless-ws/chat-domain';

import type { conversation } from './conversation.js';

/** What a route needs that has news for a room. */
export function broadcasting(ports: ReturnType<typeof conversation>) {
  const fanOut = new FanOut({ ...ports, deadline: ports.broadcastDeadline });
  return { writer: new LogWriter(ports), broadcast: new Broadcast({ fanOut }) };
}
