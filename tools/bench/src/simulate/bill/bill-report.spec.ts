import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { readPrices } from '@serverless-ws/cost/read-prices.js';
import { billOptions } from './bill-options.js';
import { billReport } from './bill-report.js';
import { BILL_SHAPES, type BillShape } from './bill-shape.js';
import { monthlyBill } from './monthly-bill.js';

const prices = readPrices(readFileSync(join(workspaceRoot, 'packages/chat-protocol/PROTOCOL.md'), 'utf8'));

async function dollars(shape: BillShape, mode = ''): Promise<(metric: string) => number> {
  const rows = await billReport({ shape }, prices);
  const named = rows.filter(({ row }) => row === `shape${mode}`);
  return (metric) => named.find((row) => row.metric === metric)?.value ?? Number.NaN;
}

describe('a month', () => {
  const idle: BillShape = { users: 1_000, idle: 1, rooms: 0, rate: 0 };

  it('of a thousand who say nothing costs thirty dollars at most, metrics and alarms included', async () => {
    const bill = await dollars(idle);
    expect(bill('total')).toBeLessThanOrEqual(30);
    expect(bill('metrics and alarms')).toBeCloseTo(2.6);
    expect(bill('connection minutes')).toBeCloseTo(10.95);
    expect(bill('pings')).toBeGreaterThan(10);
    expect(bill('less what is free')).toBeLessThan(bill('total'));
  });

  it('costs no more with the timing of chat-client', async () => {
    const bill = await dollars(BILL_SHAPES['1,000 users of chat-client who say nothing'] ?? idle);
    expect(bill('pings')).toBeGreaterThan((await dollars(idle))('pings'));
    expect(bill('total')).toBeLessThanOrEqual(30);
  });

  it('costs more where connections are replaced sooner and pings come sooner', async () => {
    const [twoHours, sooner] = [
      await dollars(idle),
      await dollars({ ...idle, connectionMinutes: 60, pingMinutes: 5 }),
    ];
    expect(sooner('reconnects')).toBeCloseTo(2 * twoHours('reconnects'));
    // 11 an hour, where there are 14 in two: a ping that is due at the end is not sent.
    expect(sooner('pings')).toBeCloseTo((22 / 14) * twoHours('pings'));
  });

  it('of ten busy rooms costs less than half where they are batched', async () => {
    const busy: BillShape = { users: 1_000, idle: 0, rooms: 10, rate: 1 };
    const [at, batched] = [await dollars(busy, ', at once'), await dollars(busy, ', batched')];
    expect(at('posts')).toBeGreaterThan(3_500);
    expect(batched('posts')).toBeLessThan(at('posts') / 2);
    expect(batched('total')).toBeLessThan(at('total') * 0.6);
    expect(batched('workers')).toBeGreaterThan(at('workers'));
  });

  it('takes the second step of API Gateway from a billion messages on', () => {
    const posts = (message: number) => monthlyBill({ posts: { message } }).parts['posts'];
    expect([posts(1e9), posts(2e9)]).toEqual([1_000, 1_800]);
  });
});

describe('the options of a bill', () => {
  it('are one shape, or those of the documentation', () => {
    expect(Object.keys(billOptions([]).shapes)).toHaveLength(4);
    expect(billOptions(['--users', '500', '--rate', '2', '--rooms', '5', '--idle', '0.5']).shapes).toEqual({
      'this shape': { users: 500, rate: 2, rooms: 5, idle: 0.5 },
    });
  });

  it.each([
    [['--users', '-1'], '--users takes a number'],
    [['--users', '5', '--rate', 'much'], '--rate takes a number'],
    [['--users', '5', '--rate', '1', '--idle', '1'], '--rate is of users in rooms'],
    [['--users', '5', '--write'], '--write is for the shapes'],
  ])('are refused: %j', (argv, message) => {
    expect(() => billOptions(argv)).toThrow(message);
  });
});
