import { describe, it } from '@jest/globals';
import type { WireEntry } from '@serverless-ws/chat-protocol';
import { expectTypeOf } from 'expect-type';
import type { ChatClient, ChatClientEvents, Command, ConnectionState, OutboxMessage } from './index.js';

describe('the types of a client', () => {
  it('give each listener its kind of event', () => {
    expectTypeOf<keyof ChatClientEvents>().toEqualTypeOf<
      'state' | 'message' | 'reset' | 'refused' | 'outbox'
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

  it('accept as commands the actions whose response is `done`', () => {
    expectTypeOf<Command['action']>().toEqualTypeOf<
      'deleteMessage' | 'invite' | 'kick' | 'ban' | 'mute' | 'slowMode'
    >();
    expectTypeOf<Extract<Command, { action: 'kick' }>['userId']>().toEqualTypeOf<string>();
  });
});
