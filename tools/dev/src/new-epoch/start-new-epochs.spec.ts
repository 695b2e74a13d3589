import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat, SequentialIds } from '@serverless-ws/chat-domain/in-memory';
import { startNewEpochs } from './start-new-epochs.js';

describe('after a restore', () => {
  it('everyone who comes back to a room is told to start anew, and to no other', async () => {
    const { chat, heads } = inMemoryChat();
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    const [tea, coffee] = [
      await chat.joinRoom.execute({ ...caller, room: 'tea' }),
      await chat.joinRoom.execute({ ...caller, room: 'coffee' }),
    ];
    const result = await startNewEpochs(heads, new SequentialIds('epoch'), ['tea', 'nowhere']);
    expect(result).toEqual({ renewed: [{ room: 'tea', epoch: 'epoch-1' }], unknown: ['nowhere'] });
    const back = async ({ room, epoch, through: seq }: typeof tea) =>
      chat.joinRoom.execute({ ...caller, room, after: { epoch, seq } });
    expect(await back(tea)).toMatchObject({ epoch: 'epoch-1', recovered: false });
    expect(await back(coffee)).toMatchObject({ recovered: true });
  });

  it('rooms that have ended are passed over, and begin anew with their next member', async () => {
    const { chat, heads, clock } = inMemoryChat();
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    const { epoch, through: seq } = await chat.joinRoom.execute({ ...caller, room: 'tea' });
    clock.advance(40 * 24 * 3_600_000);
    heads.deleteExpired(clock.now());
    expect(await startNewEpochs(heads, new SequentialIds('epoch'), ['tea'])).toEqual({
      renewed: [],
      unknown: ['tea'],
    });
    await chat.connect.execute(caller);
    const page = await chat.joinRoom.execute({ ...caller, room: 'tea', after: { epoch, seq } });
    expect(page).toMatchObject({ recovered: false, through: 0 });
  });

  it('fails where the table cannot be written', async () => {
    const heads = { startEpoch: () => Promise.reject(new Error('no such table')) };
    await expect(startNewEpochs(heads, new SequentialIds(), ['tea'])).rejects.toThrow('no such table');
  });
});
