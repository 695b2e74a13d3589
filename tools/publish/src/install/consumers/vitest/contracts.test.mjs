// The contracts under Vitest with nothing but its defaults; one gateway never ends a delivery.
import {
  connectionRepositoryContract,
  messageGatewayContract,
  messageRepositoryContract,
  testContract,
} from '@serverless-ws/chat-contracts';
import * as memory from '@serverless-ws/chat-domain/in-memory';
import { describe, it } from 'vitest';

const SETTERS = {
  open: 'setOpen',
  opening: 'setOpening',
  gone: 'setGone',
  hanging: 'setHanging',
  failing: 'setFailing',
};

function openGateway() {
  const clock = new memory.ManualClock();
  const gateway = new memory.InMemoryMessageGateway(clock);
  const set = (id, behaviour, times) => gateway[SETTERS[behaviour]](id, times);
  return { clock, gateway, set, received: (id) => gateway.received(id).length };
}

describe('adapters in memory', () => {
  testContract(it, connectionRepositoryContract, () => {
    const clock = new memory.ManualClock();
    return { clock, repository: new memory.InMemoryConnectionRepository(clock) };
  });
  const openLog = () => {
    const clock = new memory.ManualClock();
    const repository = new memory.InMemoryMessageRepository(clock);
    return { clock, repository };
  };
  testContract(it, messageRepositoryContract, openLog, { lacks: ['later-releases'] });
  testContract(it, messageGatewayContract, openGateway, { lacks: ['refusing'] });
});

describe('a gateway that is stuck', () => {
  testContract(it, messageGatewayContract.slice(0, 1), () => ({
    ...openGateway(),
    gateway: { deliver: () => new Promise(() => undefined), disconnect: async () => undefined },
  }));
});
