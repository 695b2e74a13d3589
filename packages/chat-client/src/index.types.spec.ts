import { describe, it } from '@jest/globals';
import { bye, kick, leaveRoom, type ServerFrameOf, type WireEntry } from '@serverless-ws/chat-protocol';
import { expectTypeOf } from 'expect-type';
import type { ChatClient, ChatClientEvents, ConnectionState, OutboxMessage } from './index.js';

describe('the types of a client', () => {
  it('give each listener its kind of event', () => {
    expectTypeOf<keyof ChatClientEvents>().toEqualTypeOf<
      'state' | 'message' | 'reset' | 'removed' | 'refused' | 'outbox'
    >();
    const listen = (client: ChatClient) => {
      client.on('message', (event) => {
        expectTypeOf(event.entry).toEqualTypeOf<WireEntry>();
        expectTypeOf(event.room).toEqualTypeOf<string>();
      });
      client.on('state', (state) => expectTypeOf(state).toEqualTypeOf<ConnectionState>());
      client.on('outbox', (outbox) => expectTypeOf(outbox).toEqualTypeOf<readonly OutboxMessage[]>());
      return client.on('reset', () => undefined);
    };
    expectTypeOf(listen).returns.toEqualTypeOf<() => void>();
    expectTypeOf<Parameters<ChatClient['on']>[0]>().not.toEqualTypeOf<string>();
  });

  it('distinguish the states of a connection', () => {
    expectTypeOf<ConnectionState['status']>().toEqualTypeOf<
      'idle' | 'connecting' | 'recovering' | 'online' | 'offline' | 'closed'
    >();
    expectTypeOf<Extract<ConnectionState, { status: 'online' }>>().not.toHaveProperty('retryAt');
    expectTypeOf<Extract<ConnectionState, { status: 'offline' }>['retryAt']>().toBeNumber();
  });

  it('give a request the fields and the response of its action, and a listener its event', () => {
    const use = async (client: ChatClient) => {
      expectTypeOf(await client.request(kick, { userId: 'eve' })).toEqualTypeOf<ServerFrameOf<'done'>>();
      expectTypeOf(await client.request(leaveRoom, { room: 'tea' })).toEqualTypeOf<ServerFrameOf<'left'>>();
      // @ts-expect-error a user is named by a string
      await client.request(kick, { userId: 7 });
      client.on(bye, (event) => expectTypeOf(event.reconnect).toEqualTypeOf<boolean>());
    };
    expectTypeOf(use).returns.toEqualTypeOf<Promise<void>>();
  });
});
