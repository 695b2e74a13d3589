import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';

async function fixture(settings: Parameters<typeof moderatedChat>[0] = {}) {
  const parts = moderatedChat(settings);
  const { chat, connect } = parts;
  const [ada, bob] = [await connect(identityWith('ada')), await connect(identityWith('bob'))];
  const send = (caller: typeof ada, other: string) =>
    chat.sendMessage.execute({ ...caller, kind: 'message', with: other, text: 'psst' });
  return { ...parts, ada, bob, send };
}

describe('a block', () => {
  it('ends direct messages in both directions, until it is taken back', async () => {
    const { chat, ada, bob, send } = await fixture();
    await send(ada, 'bob');
    await chat.block.execute({ ...bob, userId: 'ada' });
    const words: unknown[] = [];
    for (const sent of [send(ada, 'bob'), send(bob, 'ada')]) {
      await expect(sent).rejects.toMatchObject({ code: 'forbidden' });
      words.push(await sent.catch((error: unknown) => String(error)));
    }
    expect(words[0]).toBe(words[1]);
    await chat.unblock.execute({ ...bob, userId: 'ada' });
    await expect(send(ada, 'bob')).resolves.toMatchObject({ seq: 2 });
    await expect(send(bob, 'ada')).resolves.toMatchObject({ seq: 3 });
  });

  it('leaves the messages to the one who blocks, who may read them and delete their own', async () => {
    const { chat, ada, bob, send, moderation } = await fixture();
    const adas = await send(ada, 'bob');
    const bobs = await send(bob, 'ada');
    await chat.block.execute({ ...bob, userId: 'ada' });
    const list = chat.listMessages;
    await expect(list.execute({ ...ada, with: 'bob' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(list.execute({ ...bob, with: 'ada' })).resolves.toMatchObject({ head: 2 });
    const erase = moderation.deleteMessage;
    await expect(erase.execute({ ...ada, ...adas, with: 'bob', room: undefined })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(erase.execute({ ...bob, ...bobs, with: 'ada', room: undefined })).resolves.toMatchObject({
      with: 'ada',
    });
  });

  it('is between two users, and touches no room', async () => {
    const { chat, connect, ada, bob, send } = await fixture();
    const eve = await connect(identityWith('eve'));
    await chat.block.execute({ ...bob, userId: 'ada' });
    await expect(send(eve, 'bob')).resolves.toMatchObject({ seq: 1 });
    await expect(send(ada, 'eve')).resolves.toMatchObject({ seq: 1 });
    const inLobby = chat.sendMessage.execute({ ...ada, kind: 'message', text: 'hi' });
    await expect(inLobby).resolves.toMatchObject({ room: 'lobby' });
  });

  it('may be repeated, and taken back where there is none', async () => {
    const { chat, ada, bob, send } = await fixture();
    await chat.unblock.execute({ ...bob, userId: 'ada' });
    await chat.block.execute({ ...bob, userId: 'ada' });
    await chat.block.execute({ ...bob, userId: 'ada' });
    await chat.unblock.execute({ ...bob, userId: 'ada' });
    await expect(send(ada, 'bob')).resolves.toMatchObject({ seq: 1 });
  });

  it.each(['ada', '', 'b\u200bob', 'x'.repeat(129)])('is refused for %j', async (userId) => {
    const { chat, ada } = await fixture();
    for (const action of [chat.block, chat.unblock]) {
      await expect(action.execute({ ...ada, userId })).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  it('is one of a thousand at most', async () => {
    const { chat, ada, blocks } = await fixture();
    for (let index = 0; index < LIMITS.blocksPerUser; index += 1)
      await blocks.block('ada', `u${index}`, 9_999);
    const block = (userId: string) => chat.block.execute({ ...ada, userId });
    await expect(block('bob')).rejects.toMatchObject({ code: 'too_many_blocks', retryable: false });
    await expect(block('u7')).resolves.toBeUndefined();
    await chat.unblock.execute({ ...ada, userId: 'u7' });
    await expect(block('bob')).resolves.toBeUndefined();
  });

  it('counts as a message, and so does its end', async () => {
    const { chat, ada } = await fixture({ flood: { messages: 2, window: 9_000, hardLimit: 9 } });
    await chat.block.execute({ ...ada, userId: 'bob' });
    await chat.unblock.execute({ ...ada, userId: 'bob' });
    for (const action of [chat.block, chat.unblock]) {
      await expect(action.execute({ ...ada, userId: 'bob' })).rejects.toMatchObject({ code: 'rate_limited' });
    }
  });

  it('is forbidden in a chat that stores none, where no user is blocked', async () => {
    const { chat, ada } = await fixture();
    const lean = createChat({ ...chat.ports, blocks: undefined });
    for (const action of [lean.block, lean.unblock]) {
      await expect(action.execute({ ...ada, userId: 'bob' })).rejects.toMatchObject({ code: 'forbidden' });
    }
    const sent = lean.sendMessage.execute({ ...ada, kind: 'message', with: 'bob', text: 'psst' });
    await expect(sent).resolves.toMatchObject({ seq: 1 });
  });
});
