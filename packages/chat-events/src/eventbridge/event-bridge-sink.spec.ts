import { describe, expect, it } from '@jest/globals';
import { eventSinkContract, testContract, type ReceivedEvent } from '@serverless-ws/chat-contracts';
import { chatEventOf } from '@serverless-ws/chat-domain';
import type { AwsCall, AwsResponse } from '../call-json.js';
import { parseChatEvent } from '../parse-chat-event.js';
import { EventBridgeSink } from './event-bridge-sink.js';

interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time: number;
}

const sender = { id: 'ada', name: 'Ada' };
const event = (seq: number) => {
  const entry = {
    kind: 'message',
    id: `m${seq}`,
    seq,
    reservedAt: 1_500,
    expiresAt: 2,
    sender,
    text: 'hi',
  } as const;
  return chatEventOf({ room: 'tea', epoch: 'e1' }, entry);
};

function entryEvent({ Detail }: Pick<PutEntry, 'Detail'>): ReceivedEvent {
  const event = parseChatEvent(Detail);
  if ('entry' in event) return event;
  throw new Error('a sanction');
}

/** A bus that takes what it is put, ten at a time, and what rules would match. */
function open() {
  const put: PutEntry[] = [];
  const calls: number[] = [];
  let isDown = false;
  let refuses: (entry: PutEntry) => boolean = () => false;
  const call = async ({ service, headers, body }: AwsCall): Promise<AwsResponse> => {
    const { Entries }: { readonly Entries: readonly PutEntry[] } = JSON.parse(body);
    calls.push(Entries.length);
    const isWrong = service !== 'events' || headers['x-amz-target'] !== 'AWSEvents.PutEvents';
    if (isDown || isWrong || Entries.length > 10) return { status: 400, body: '{}' };
    const results = Entries.map((entry) => {
      if (refuses(entry)) return { ErrorCode: 'ThrottlingException' };
      put.push(entry);
      return { EventId: `${put.length}` };
    });
    return { status: 200, body: JSON.stringify({ Entries: results }) };
  };
  return {
    ...{ put, calls },
    sink: new EventBridgeSink({ bus: 'company', call }),
    received: (): readonly ReceivedEvent[] => put.map(entryEvent),
    setDown: (down: boolean) => void (isDown = down),
    refuse: (decide: (entry: PutEntry) => boolean) => void (refuses = decide),
    close: async () => undefined,
  };
}

describe('EventBridgeSink', () => {
  testContract(it, eventSinkContract, open, { lacks: ['order', 'partial'] });

  it('names bus, source, type and time, for rules to choose by', async () => {
    const { sink, put } = open();
    await sink.deliver([event(1)]);
    const named = {
      EventBusName: 'company',
      Source: 'serverless-ws.chat',
      DetailType: 'chat.message',
      Time: 1.5,
    };
    expect(put).toEqual([{ ...named, Detail: expect.any(String) }]);
  });

  it('puts a sanction for rules that choose it', async () => {
    const { sink, put } = open();
    const about = { id: 's1', type: 'mute', room: 'lobby', sentAt: 1_500 } as const;
    const mute = { ...about, sanction: { userId: 'eve', actor: 'grace', until: 9 } };
    await sink.deliver([mute]);
    expect(put).toMatchObject([{ DetailType: 'chat.mute', Time: 1.5 }]);
    expect(put.map(({ Detail }) => parseChatEvent(Detail))).toEqual([mute]);
  });

  it('puts again only those that the bus did not take', async () => {
    const { sink, put, calls, refuse } = open();
    let isFirst = true;
    refuse(({ Detail }) => {
      const isRefused = isFirst && entryEvent({ Detail }).entry.seq === 2;
      if (isRefused) isFirst = false;
      return isRefused;
    });
    await sink.deliver([1, 2, 3].map(event));
    expect(put).toHaveLength(3);
    expect(calls).toEqual([3, 1]);
  });

  it('is unavailable where the bus takes one of them never', async () => {
    const { sink, refuse } = open();
    refuse((entry) => entryEvent(entry).entry.seq === 2);
    await expect(sink.deliver([1, 2].map(event))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
