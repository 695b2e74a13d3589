import { Connect, Disconnect } from '@serverless-ws/chat-domain';

import { connectionHandler } from '../handlers/connection-handler.js';
import { foundation } from './foundation.js';
import { stores } from './stores.js';

const base = foundation();
const ports = { ...base, ...stores(base) };

/** The function behind `$connect` and `$disconnect`. Posts to nobody, so it carries no gateway. */
export const handler = connectionHandler({
  ...ports,
  connect: new Connect(ports),
  disconnect: new Disconnect(ports),
});
