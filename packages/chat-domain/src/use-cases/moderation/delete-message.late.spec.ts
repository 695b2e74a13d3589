import { expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityWith, intercept, moderatedChat, PlainDigest, SequentialIds } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';

it('a deletion so late that the room has begun anew leaves the message alone that is at the position by then', async () => {
  const { chat, clock, gateway, logger, connections, heads, messages, connect, ...moderation } =
    moderatedChat();
  const ada = await connect(identityWith('ada'));
  const join = () => chat.joinRoom.execute({ ...ada, room: 'tea' });
  const say = (text: string) => chat.sendMessage.execute({ ...ada, kind: 'message', room: 'tea', text });
  await join();
  const old = await say('old');
  const late = createChat({
    ...{
      clock,
      gateway,
      logger,
      connections,
      heads,
      moderation,
      digest: new PlainDigest(),
      ids: new SequentialIds('late'),
    },
    messages: intercept(messages, async ({ method, proceed }) => {
      if (method === 'replace') {
        clock.advance(LIMITS.retentionDefault + 2 * LIMITS.headMargin);
        for (const store of [heads, messages]) store.deleteExpired(clock.now());
        await connect(identityWith('ada'));
        await join();
        expect(await say('new')).toMatchObject({ seq: old.seq });
      }
      return proceed();
    }),
  });
  const deletion = late.moderation?.deleteMessage.execute({ ...ada, room: 'tea', seq: old.seq, id: old.id });
  await expect(deletion).rejects.toMatchObject({ code: 'message_not_found' });
  expect(await messages.find('tea', old.seq)).toMatchObject({ text: 'new' });
});
