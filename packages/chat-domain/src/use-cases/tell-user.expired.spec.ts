import { expect, it } from '@jest/globals';
import { identityOf, moderatedChat } from '../in-memory/index.js';
import { tellUserOf } from './tell-user.js';

it('an event to a user goes to none of their connections whose token has expired', async () => {
  const { chat, clock, connect, gateway } = moderatedChat();
  const ada = await connect(identityOf('ada'));
  await connect(identityOf('bob', { expiresAt: clock.now() + 1_000 }), 'phone');
  await connect(identityOf('bob'), 'laptop');
  const event = { type: 'acme.poked', by: 'ada' } as const;
  const poke = () => tellUserOf(chat.ports).execute(ada, 'bob', event);
  clock.advance(999);
  await poke();
  clock.advance(1);
  await poke();
  expect(gateway.received('phone')).toEqual([event]);
  expect(gateway.received('laptop')).toEqual([event, event]);
});
