import { DEFAULT_FLOOD_LIMITS } from '@serverless-ws/chat-domain';
import { identityOf, inMemoryChat, moderatedChat } from '@serverless-ws/chat-domain/testing';
import { describe, expect, it } from '@jest/globals';
import { CLIENT_FRAMES } from '../client-frames/client-frame.js';
import { answerFrame } from './answer-frame.js';
import type { AnsweringUseCases } from './answering-use-cases.js';

/** A chat with Ada, an admin, in it. */
async function lobby() {
  const { chat, moderation, connect } = moderatedChat({ flood: DEFAULT_FLOOD_LIMITS });
  const caller = await connect(identityOf('ada', { roles: ['admin'] }));
  const useCases: AnsweringUseCases = { ...chat, ...moderation };
  return { caller, say: (frame: object) => answerFrame(useCases, caller, JSON.stringify(frame)) };
}

const ids = { requestId: 'r1' };

describe('the response to a frame', () => {
  it('is an ack to sendMessage and announce', async () => {
    const { say } = await lobby();
    const said = await say({ action: 'sendMessage', text: 'hi', clientMessageId: 'm1', ...ids });
    expect(said).toMatchObject({ type: 'ack', room: 'lobby', seq: 1, clientMessageId: 'm1', ...ids });
    const announced = await say({ action: 'announce', text: 'hear', room: 'tea', ...ids });
    expect(announced).toMatchObject({ type: 'ack', room: 'lobby', seq: 2, ...ids });
    const { messages } = { messages: [], ...(await say({ action: 'listMessages', ...ids })) };
    expect(messages).toMatchObject([{ kind: 'message' }, { kind: 'announcement' }]);
  });

  it('is a page of a room joined or read, and left for one that was left', async () => {
    const { say } = await lobby();
    const room = 'tea';
    expect(await say({ action: 'joinRoom', room, ...ids })).toMatchObject({ type: 'joined', room, ...ids });
    await say({ action: 'sendMessage', room, text: 'milk?' });
    expect(await say({ action: 'listMessages', room, limit: 1, ...ids })).toMatchObject({
      type: 'page',
      messages: [{ text: 'milk?' }],
      ...ids,
    });
    expect(await say({ action: 'leaveRoom', room, ...ids })).toEqual({ type: 'left', room, ...ids });
    expect(await say({ action: 'leaveRoom', room })).toStrictEqual({ type: 'left', room });
  });

  it('is a pong with all rooms, and the heads of those that have one', async () => {
    const { say } = await lobby();
    const pong = await say({ action: 'ping' });
    expect(pong).toEqual({ type: 'pong', heads: {}, rooms: ['lobby'] });
    expect(Object.keys(pong)).not.toContain('requestId');
    await say({ action: 'sendMessage', text: 'hi' });
    expect(await say({ action: 'ping', ...ids })).toEqual({
      type: 'pong',
      heads: { lobby: { epoch: expect.any(String), seq: 1 } },
      rooms: ['lobby'],
      ...ids,
    });
  });

  it.each([
    [{ action: 'kick', userId: 'bob' }, {}],
    [{ action: 'ban', userId: 'bob', until: 9_999_999_999_999 }, {}],
    [{ action: 'mute', userId: 'bob' }, {}],
    [{ action: 'slowMode', interval: 1_000 }, { room: 'lobby' }],
    [{ action: 'slowMode', room: 'tea', interval: 1_000 }, { room: 'tea' }],
    [{ action: 'invite', room: 'private.board', userId: 'bob' }, { room: 'private.board' }],
    [{ action: 'deleteMessage', seq: 1, id: 'id-1' }, { room: 'lobby' }],
  ])('is done for %o, with %o', async (frame, about) => {
    const { say } = await lobby();
    const { id } = { id: '', ...(await say({ action: 'sendMessage', text: 'oops' })) };
    const named = frame.action === 'deleteMessage' ? { id } : {};
    const response = await say({ ...frame, ...named, ...ids });
    expect(response).toEqual({ type: 'done', action: frame.action, ...about, ...ids });
  });

  it('uses the identity of the caller, whatever the frame says', async () => {
    const { say, caller } = await lobby();
    const forged = { identity: { userId: 'eve', name: 'Eve', roles: [] }, connectionId: 'e' };
    await say({ action: 'sendMessage', text: 'hi', ...forged });
    const page = { messages: [], ...(await say({ action: 'listMessages', ...forged })) };
    expect(page.messages).toMatchObject([{ sender: { id: caller.identity.userId } }]);
  });

  it.each(Object.keys(CLIENT_FRAMES))('is an error for %s where its use case is missing', async (action) => {
    const caller = { identity: identityOf('ada'), connectionId: 'a' };
    const whole = { text: 'x', room: 'tea', userId: 'bob', seq: 1, id: 'x', interval: 0 };
    const answer = answerFrame({}, caller, JSON.stringify({ action, ...whole }));
    await expect(answer).rejects.toMatchObject({
      code: 'bad_request',
      message: `"${action}" is not served here.`,
    });
  });

  it('is a ChatError for a text that is not a frame', async () => {
    const { chat } = inMemoryChat();
    const caller = { identity: identityOf('ada'), connectionId: 'a' };
    await expect(answerFrame(chat, caller, 'hello?')).rejects.toMatchObject({ code: 'bad_request' });
    await expect(answerFrame(chat, caller, '{"action":"fly"}')).rejects.toMatchObject({
      code: 'unknown_action',
    });
  });
});
