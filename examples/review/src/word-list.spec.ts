import { expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '@serverless-ws/chat-domain/in-memory';
import { handler } from './handler.js';
import { reviewByWords } from './word-list.js';

const message = (text: string) =>
  ({ kind: 'message', room: 'tea', sender: { id: 'ada', name: 'Ada' }, content: { text } }) as const;
const words = { masked: ['damn', 'мат'], refused: ['slur'] };

it.each([
  ['hello', { verdict: 'accept' }],
  ['Damn, damned DAMN!', { verdict: 'replace', content: { text: '****, damned ****!' } }],
  ['мат', { verdict: 'replace', content: { text: '***' } }],
  ['a Slur', { verdict: 'reject', reason: expect.any(String) }],
])('%j is decided by its words', (text, verdict) => {
  expect(reviewByWords(message(text), words)).toEqual(verdict);
});

it('a chat obeys the function', async () => {
  const { chat, messages } = inMemoryChat({ review: { review: (asked) => handler({ message: asked }) } });
  const ada = { connectionId: 'a', identity: identityOf('ada') };
  await chat.connect.execute(ada);
  const send = (text: string) => chat.sendMessage.execute({ ...ada, kind: 'message', text });
  await send('damn it');
  await expect(send('slur')).rejects.toMatchObject({ code: 'rejected' });
  expect(await messages.find('lobby', 1)).toMatchObject({ text: '**** it' });
});
