import { describe, it } from '@jest/globals';
import type { MessageMeta } from '@serverless-ws/chat-domain';
import { expectTypeOf } from 'expect-type';
import {
  parseClientFrame,
  parseServerFrame,
  subprotocolsFor,
  type ClientAction,
  type ClientFrame,
  type ClientFrameOf,
  type ReceivedEntry,
  type ServerFrame,
  type ServerFrameOf,
  type ServerFrameType,
  type WireEntry,
} from './index.js';

describe('the types of frames', () => {
  it('are discriminated by action and by type', () => {
    expectTypeOf<ClientFrame['action']>().toEqualTypeOf<ClientAction>();
    expectTypeOf<ServerFrame['type']>().toEqualTypeOf<ServerFrameType>();
    expectTypeOf<'sendMessage'>().toExtend<ClientAction>();
    expectTypeOf<'fly'>().not.toExtend<ClientAction>();
    expectTypeOf<'ack'>().toExtend<ServerFrameType>();
    expectTypeOf<'flown'>().not.toExtend<ServerFrameType>();
  });

  it('are inferred from the schemas, optional fields as such', () => {
    expectTypeOf<ClientFrameOf<'sendMessage'>>().toEqualTypeOf<{
      action: 'sendMessage';
      requestId?: string;
      room?: string;
      with?: string;
      text: string;
      meta?: MessageMeta;
      mentions?: string[];
      replyTo?: { seq: number; id: string };
      clientMessageId?: string;
      echo?: boolean;
    }>();
    expectTypeOf<ClientFrameOf<'leaveRoom'>['room']>().toEqualTypeOf<string>();
    expectTypeOf<ServerFrameOf<'error'>['retryAfterMs']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<ServerFrameOf<'pong'>['heads']>().toEqualTypeOf<
      Record<string, { epoch: string; seq: number }>
    >();
    expectTypeOf<ServerFrameOf<'done'>['room']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<ServerFrameOf<'joined' | 'page'>['head']>().toEqualTypeOf<number>();
    expectTypeOf<ServerFrameOf<'joined'>['messages']>().toEqualTypeOf<ReceivedEntry[]>();
  });

  it('are returned by the parsers: always at the server, or null at a client', () => {
    expectTypeOf(parseClientFrame).returns.toEqualTypeOf<ClientFrame>();
    expectTypeOf(parseServerFrame).returns.toEqualTypeOf<ServerFrame | null>();
  });
});

describe('the types of entries', () => {
  it('are discriminated by kind; a received entry may be of an unknown kind', () => {
    expectTypeOf<WireEntry['kind']>().toEqualTypeOf<
      'message' | 'announcement' | 'deleted' | 'deletion' | 'edit' | 'reaction'
    >();
    expectTypeOf<Exclude<ReceivedEntry, WireEntry>>().toEqualTypeOf<{ seq: number }>();
    expectTypeOf<WireEntry>().toExtend<ReceivedEntry>();
    expectTypeOf<Extract<WireEntry, { kind: 'deleted' }>>().not.toHaveProperty('text');
    expectTypeOf<Extract<WireEntry, { kind: 'deletion' }>['target']>().toEqualTypeOf<{
      seq: number;
      id: string;
    }>();
  });
});

describe('the types of a handshake', () => {
  it('offer exactly two protocols', () => {
    expectTypeOf(subprotocolsFor).returns.toEqualTypeOf<[string, string]>();
  });
});
