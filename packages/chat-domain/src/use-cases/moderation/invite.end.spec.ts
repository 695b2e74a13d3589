import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

const room = 'private.board';

async function guestInside() {
  const { chat, moderation, connect, clock } = moderatedChat();
  const moderator = await connect(identityWith('grace', 'moderator'));
  const ada = await connect(identityWith('ada'));
  await chat.joinRoom.execute({ ...moderator, room });
  const invite = (until?: number) => moderation.invite.execute({ ...moderator, room, userId: 'ada', until });
  const say = () => chat.sendMessage.execute({ ...ada, room, kind: 'message', text: 'hi' });
  await invite();
  await chat.joinRoom.execute({ ...ada, room });
  return { invite, say, clock };
}

describe('an invited user in a private room', () => {
  it('stays in it when they are invited again', async () => {
    const { invite, say, clock } = await guestInside();
    await invite(clock.now() + 1);
    await expect(say()).resolves.toMatchObject({ room });
  });

  it('is removed from it when their invitation is set to end at this moment', async () => {
    const { invite, say, clock } = await guestInside();
    await invite(clock.now());
    await expect(say()).rejects.toMatchObject({ code: 'not_joined' });
  });
});
