import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { tellUserOf } from './tell-user.js';

const event = { type: 'acme.waved' } as const;

async function fixture() {
  const store = inMemoryChat();
  for (const connectionId of ['a1', 'a2']) {
    await store.chat.connect.execute({ connectionId, identity: identityOf('ada') });
  }
  const caller = { connectionId: 'b', identity: identityOf('bob') };
  return { ...store, tell: () => tellUserOf(store.chat.ports).execute(caller, 'ada', event) };
}

describe('telling a user', () => {
  it('reaches each of the connections, and deletes all rows of those that are gone', async () => {
    const { tell, gateway, connections } = await fixture();
    gateway.setGone('a1');
    await tell();
    expect(gateway.received('a2')).toEqual([event]);
    expect(await connections.connectionsOf('ada')).toEqual(['a2']);
    expect(await connections.find('a1')).toBeNull();
  });

  it('tells the gateway since when each is connected: one that is not open yet is not gone', async () => {
    const { tell, clock, gateway } = await fixture();
    const connectedAt: number[] = [];
    const { deliver } = gateway;
    gateway.deliver = async (one, pages, options) => {
      async function* watched() {
        for await (const page of pages) {
          connectedAt.push(...page.map((recipient) => recipient.connectedAt));
          yield page;
        }
      }
      return deliver.call(gateway, one, watched(), { deadline: options.deadline });
    };
    await tell();
    expect(connectedAt).toEqual([clock.now(), clock.now()]);
  });

  it('does not fail where rows cannot be deleted', async () => {
    const { tell, gateway, connections, logger } = await fixture();
    gateway.setGone('a1');
    connections.remove = () => Promise.reject(new Error('store down'));
    await tell();
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', message: 'rows not deleted' });
  });
});
