import { broadcastSuite } from './broadcast/broadcast-suite.js';
import { coldStartSuite } from './cold-start/cold-start-suite.js';
import { fanOutSuite } from './fan-out/fan-out-suite.js';
import { queueSuite } from './queue/queue-suite.js';
import { restartSuite } from './restart/restart-suite.js';
import { storeSuite } from './store/store-suite.js';
import { tailSuite } from './tail/tail-suite.js';
import { typingSuite } from './typing/typing-suite.js';
import type { Suite } from './suite.js';

/** Every suite, in the order in which they run. */
export const SUITES: readonly Suite[] = [
  fanOutSuite,
  tailSuite,
  typingSuite,
  restartSuite,
  broadcastSuite,
  coldStartSuite,
  storeSuite,
  queueSuite,
];
