import { describe, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import {
  CHAT_ERROR_CODES,
  isChatError,
  type ChatError,
  type ChatErrorCode,
  type ConnectionRepository,
  type KnownErrorCode,
  type Membership,
  type MessageGateway,
  type MessageReference,
  type Recipient,
  type ServerEvent,
  type Undelivered,
  type VisibleEntry,
} from './index.js';

/** A recipient that knows more than a gateway asks for. */
type Member = Recipient & { readonly shard: number };

/** The names of `T`'s kinds, distinguished by `Tag`. */
type Tags<T, Tag extends keyof T> = T[Tag];

describe('the types of errors', () => {
  it('have a closed list of codes, beside those of a team with a dot', () => {
    expectTypeOf<ChatErrorCode>().not.toEqualTypeOf<string>();
    expectTypeOf<'forbidden'>().toExtend<ChatErrorCode>();
    expectTypeOf<'nothing'>().not.toExtend<ChatErrorCode>();
    expectTypeOf<'acme.too_tired'>().toExtend<ChatErrorCode>();
    expectTypeOf(CHAT_ERROR_CODES).toEqualTypeOf<readonly KnownErrorCode[]>();
    expectTypeOf<ConstructorParameters<typeof ChatError>[0]>().toEqualTypeOf<ChatErrorCode>();
  });

  it('are known from a guard on anything', () => {
    expectTypeOf(isChatError).parameter(0).toBeUnknown();
    expectTypeOf(isChatError).guards.toEqualTypeOf<ChatError>();
    expectTypeOf<ChatError['retryAfterMs']>().toEqualTypeOf<number | undefined>();
  });
});

describe('the types of what a port returns', () => {
  it('distinguish the outcomes of a join, and show a membership only where there is one', () => {
    type Outcome = Awaited<ReturnType<ConnectionRepository['join']>>;
    expectTypeOf<Tags<Outcome, 'outcome'>>().toEqualTypeOf<'joined' | 'gone' | 'full'>();
    expectTypeOf<Extract<Outcome, { outcome: 'joined' }>['membership']>().toEqualTypeOf<Membership>();
    expectTypeOf<Exclude<Outcome, { outcome: 'joined' }>>().not.toHaveProperty('membership');
  });

  it('return a missing connection as null, never as undefined', () => {
    expectTypeOf<null>().toExtend<Awaited<ReturnType<ConnectionRepository['find']>>>();
    expectTypeOf<undefined>().not.toExtend<Awaited<ReturnType<ConnectionRepository['find']>>>();
  });

  it('give a gateway its own recipients back', () => {
    const deliver = (
      gateway: MessageGateway,
      members: AsyncIterable<readonly Member[]>,
      event: ServerEvent,
    ) =>
      gateway.deliver(event, members, {
        deadline: 0,
        onUndelivered: (undelivered) => expectTypeOf(undelivered).toEqualTypeOf<Undelivered<Member>>(),
      });
    expectTypeOf(deliver).returns.resolves.toEqualTypeOf<{
      readonly delivered: number;
      readonly gone: number;
      readonly failed: number;
    }>();
    expectTypeOf<Undelivered<Member>['outcome']>().toEqualTypeOf<'gone' | 'failed'>();
  });
});

describe('the types of entries and events', () => {
  it('are distinguished by one field', () => {
    expectTypeOf<Tags<ServerEvent, 'type'>>().toEqualTypeOf<string>();
    expectTypeOf<Tags<VisibleEntry, 'kind'>>().toEqualTypeOf<
      'message' | 'announcement' | 'tombstone' | 'deletion' | 'edit' | 'reaction'
    >();
    expectTypeOf<Extract<VisibleEntry, { kind: 'tombstone' }>>().not.toHaveProperty('text');
    expectTypeOf<Extract<VisibleEntry, { kind: 'deletion' }>['target']>().toEqualTypeOf<MessageReference>();
  });
});
