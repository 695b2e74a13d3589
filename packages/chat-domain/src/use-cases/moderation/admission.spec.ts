import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

describe('the connection cap', () => {
  it('rejects the connection that is one too many, until another ends', async () => {
    const { connect, chat, connections } = moderatedChat({ connectionsPerUser: 2 });
    const ada = identityWith('ada');
    await connect(ada, 'a1');
    await connect(ada, 'a2');
    await expect(connect(ada, 'a3')).rejects.toMatchObject({
      code: 'too_many_connections',
      retryable: true,
      message: 'A user holds 2 connections at most.',
    });
    expect(await connections.connectionsOf('ada')).toHaveLength(2);
    await connect(identityWith('bob'));
    await chat.disconnect.execute('a1');
    await expect(connect(ada, 'a4')).resolves.toBeDefined();
  });

  it('is checked before the connection is written', async () => {
    const { connect, connections } = moderatedChat({ connectionsPerUser: 1 });
    await connect(identityWith('ada'), 'a1');
    connections.add = () => Promise.reject(new Error('written'));
    const second = connect(identityWith('ada'), 'a2');
    await expect(second).rejects.toMatchObject({ code: 'too_many_connections' });
  });

  it('holds when many connect at once', async () => {
    const { connect, connections } = moderatedChat({ connectionsPerUser: 3 });
    const attempts = Array.from({ length: 10 }, (_, index) => connect(identityWith('ada'), `a${index}`));
    const results = await Promise.allSettled(attempts);
    const open = results.filter(({ status }) => status === 'fulfilled');
    expect(open.length).toBeLessThanOrEqual(3);
    expect(await connections.connectionsOf('ada')).toHaveLength(open.length);
  });

  it('counts nothing when there is none', async () => {
    const { connect, connections } = moderatedChat();
    connections.connectionsOf = () => Promise.reject(new Error('counted'));
    await expect(connect(identityWith('ada'))).resolves.toBeDefined();
  });

  it('deletes a connection that it could not check twice', async () => {
    const { connect, connections, moderationStates } = moderatedChat();
    let looks = 0;
    moderationStates.find = () =>
      (looks += 1) === 1 ? Promise.resolve(null) : Promise.reject(new Error('busy'));
    await expect(connect(identityWith('ada'))).rejects.toThrow('busy');
    expect(await connections.connectionsOf('ada')).toEqual([]);
  });
});
