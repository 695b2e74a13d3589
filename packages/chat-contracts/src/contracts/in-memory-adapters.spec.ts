import { describe, it } from '@jest/globals';
import {
  broadcastQueueContract,
  connectionRepositoryContract,
  messageGatewayContract,
  messageRepositoryContract,
  shardCursorRepositoryContract,
  testContract,
  tokenVerifierContract,
} from '../index.js';
import {
  InMemoryBroadcastQueue,
  InMemoryConnectionRepository,
  InMemoryMessageGateway,
  InMemoryMessageRepository,
  InMemoryShardCursorRepository,
  InMemoryTokenVerifier,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type { Behaviour } from '../index.js';

describe('InMemoryConnectionRepository', () => {
  testContract(it, connectionRepositoryContract, () => {
    const clock = new ManualClock();
    return { clock, repository: new InMemoryConnectionRepository(clock) };
  });
});

describe('InMemoryMessageRepository', () => {
  testContract(it, messageRepositoryContract, () => {
    const clock = new ManualClock();
    return { clock, repository: new InMemoryMessageRepository(clock) };
  });
});

describe('InMemoryShardCursorRepository', () => {
  testContract(it, shardCursorRepositoryContract, () => ({
    repository: new InMemoryShardCursorRepository(),
  }));
});

describe('InMemoryBroadcastQueue', () => {
  testContract(it, broadcastQueueContract, () => {
    const queue = new InMemoryBroadcastQueue();
    return { queue, consume: async (work) => void (await queue.drain(work)) };
  });
});

describe('InMemoryMessageGateway', () => {
  testContract(
    it,
    messageGatewayContract,
    () => {
      const clock = new ManualClock();
      const gateway = new InMemoryMessageGateway(clock);
      const set = (id: string, behaviour: Behaviour, times?: number): void => {
        if (behaviour === 'open') gateway.setOpen(id);
        if (behaviour === 'opening') gateway.setOpening(id);
        if (behaviour === 'gone') gateway.setGone(id);
        if (behaviour === 'hanging') gateway.setHanging(id);
        if (behaviour === 'failing') gateway.setFailing(id, times);
      };
      return { clock, gateway, set, received: (id) => gateway.received(id).length };
    },
    { lacks: ['refusing'] },
  );
});

describe('InMemoryTokenVerifier', () => {
  testContract(
    it,
    tokenVerifierContract,
    () => {
      const clock = new ManualClock();
      const verifier = new InMemoryTokenVerifier(clock);
      return {
        clock,
        verifier,
        issue: (identity) => verifier.issue(identity),
        cutOff: () => verifier.setReachable(false),
      };
    },
    {
      lacks: [
        'tampered',
        'other-key',
        'other-algorithm',
        'unsigned',
        'not-yet-valid',
        'other-issuer',
        'other-audience',
        'no-subject',
      ],
    },
  );
});
