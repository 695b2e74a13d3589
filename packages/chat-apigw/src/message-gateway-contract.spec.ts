import { describe, it } from '@jest/globals';
import {
  messageGatewayContract,
  testContract,
  type MessageGatewayHarness,
} from '@serverless-ws/chat-contracts';
import { openBench } from '../test/open-bench.js';
import { reactions, type Reaction } from '../test/sink.js';

/** The contract's outcomes as responses of the endpoint; `failing` alternates between transient ones. */
const FAILING: readonly Reaction[] = [reactions.throttled, { status: 500 }, 'reset'];

async function harness(): Promise<MessageGatewayHarness> {
  const { gateway, sink, time, close } = await openBench({ retries: { base: 20, cap: 100 } });
  return {
    gateway,
    clock: time,
    close,
    received: (connectionId) => sink.taken(connectionId).length,
    set: (connectionId, behaviour, times = Number.POSITIVE_INFINITY) => {
      let nth = 0;
      sink.set(connectionId, () => {
        if (behaviour === 'open') return reactions.ok;
        // Of a connection that is not open yet, API Gateway says the same as of one that has ended.
        if (behaviour === 'gone' || behaviour === 'opening') return reactions.gone;
        if (behaviour === 'hanging') return 'hang';
        if (behaviour === 'refusing') return reactions.forbidden;
        nth += 1;
        return nth > times ? reactions.ok : (FAILING[nth % FAILING.length] ?? reactions.throttled);
      });
    },
  };
}

describe('ApiGatewayMessageGateway, as a MessageGateway', () => {
  // A limit for hangs, not for speed: the posts go over real sockets.
  testContract(it, messageGatewayContract, harness, { timeout: 60_000 });
});
