import { beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '@serverless-ws/chat-domain';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';
import { packagedStage } from './packaged-stages.js';

let dev: PackagedStack;

beforeAll(async () => {
  dev = await packagedDev.read();
});

const variables = (stack: PackagedStack, name: string): Record<string, unknown> =>
  Object(properties(stack, `${name}LambdaFunction`)['Environment']).Variables;

describe('the queue of busy rooms', () => {
  it('is there everywhere, and asked and fed where an operator says so', async () => {
    const name = 'BroadcastBusyEventSourceMappingSQSBusyQueue';
    expect(properties(dev, name)).toMatchObject({ Enabled: false });
    const batched = await packagedStage('prod');
    expect(properties(batched, name)).toMatchObject({ Enabled: true, BatchSize: 1 });
    const queue = { BROADCAST_BUSY_QUEUE_URL: { Ref: 'BusyQueue' } };
    for (const sender of ['SendMessage', 'Moderation'])
      expect(variables(batched, sender)).toMatchObject(queue);
    expect(batched.resources['BusyQueueAgeAlarm']).toMatchObject({ Condition: 'HasBusyAlarms' });
    const isOn = (value: string) => ({
      'Fn::And': [{ Condition: 'HasAlarms' }, { 'Fn::Equals': [value, 'on'] }],
    });
    expect([dev, batched].map(({ conditions }) => conditions['HasBusyAlarms'])).toEqual([
      isOn('off'),
      isOn('on'),
    ]);
  });

  it('delays by the interval that messages wait for each other', () => {
    expect(properties(dev, 'BusyQueue')).toMatchObject({
      FifoQueue: true,
      DelaySeconds: LIMITS.batchInterval / 1_000,
      VisibilityTimeout: 6 * Number(properties(dev, 'BroadcastBusyLambdaFunction')['Timeout']),
    });
  });

  it('gives a worker the time for all members of its largest room', () => {
    const { CHAT_BROADCAST_DEADLINE_MS, CHAT_POSTS_PER_SECOND, BROADCAST_QUEUE_URL } = variables(
      dev,
      'BroadcastBusy',
    );
    const deadline = Number(CHAT_BROADCAST_DEADLINE_MS) / 1_000;
    expect(deadline).toBeGreaterThan(LIMITS.membersPerShard / Number(CHAT_POSTS_PER_SECOND));
    expect(deadline).toBeLessThan(Number(properties(dev, 'BroadcastBusyLambdaFunction')['Timeout']));
    expect(BROADCAST_QUEUE_URL).toEqual({ Ref: 'BusyQueue' });
  });
});
