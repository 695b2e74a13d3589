import { describe, expect, it } from '@jest/globals';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { markReadOf } from './mark-read.js';

async function fixture() {
  const { chat, connect, userRooms, gateway } = moderatedChat();
  const ada = await connect(identityWith('ada'));
  const bob = await connect(identityWith('bob'));
  await connect(identityWith('bob'), 'bob2');
  await connect(identityWith('eve'));
  const send = () => chat.sendMessage.execute({ ...ada, kind: 'message', with: 'bob', text: 'psst' });
  const mark = (caller: typeof ada, other: string, epoch: string, seq: number) =>
    markReadOf({ ...chat.ports, userRooms }).execute({ ...caller, with: other, upTo: { epoch, seq } });
  const reads = (id: string) => gateway.received(id).filter(({ type }) => type === 'read');
  return { chat, userRooms, ada, bob, send, mark, reads };
}

describe('a mark in a direct room', () => {
  it('is told to the other devices of the user and to the other user, and to no third one', async () => {
    const { send, mark, bob, reads, userRooms } = await fixture();
    const { room, epoch } = await send();
    expect(await mark(bob, 'ada', epoch, 1)).toEqual({ room, with: 'ada' });
    const event = { type: 'read', room, to: 'ada', epoch, seq: 1, sender: { id: 'bob', name: 'BOB' } };
    expect(['ada', 'bob', 'bob2', 'eve'].map(reads)).toEqual([[event], [], [event], []]);
    expect(await userRooms.find('bob', room)).toMatchObject({ mark: { epoch, seq: 1 }, peer: { id: 'ada' } });
  });

  it('is refused where one user has blocked the other', async () => {
    const { chat, send, mark, ada, bob } = await fixture();
    const { epoch } = await send();
    await chat.block.execute({ ...ada, userId: 'bob' });
    for (const marked of [mark(bob, 'ada', epoch, 1), mark(ada, 'bob', epoch, 1)])
      await expect(marked).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('puts no room without a message into a list', async () => {
    const { chat, mark, bob, userRooms } = await fixture();
    const { room, epoch } = await chat.listMessages.execute({ ...bob, with: 'ada' });
    await mark(bob, 'ada', epoch, 0);
    expect(await userRooms.find('bob', room)).toBeNull();
  });
});
