import type { Price } from '@serverless-ws/cost/read-prices.js';
import type { ResultRow } from '../../report/result-row.js';
import { BusyRooms } from '../busy/busy-rooms.js';
import { membersOf, type BillShape } from './bill-shape.js';
import { monthlyBill } from './monthly-bill.js';
import { monthlyUsage, type RoomTraffic } from './monthly-usage.js';

/** Messages of a run that shows what a room does. */
const MESSAGES = 300;
const NONE: RoomTraffic = { posts: 0, jobs: 0, calls: 0, worked: 0 };

/** The bill of each shape, every message pushed at once and with batches: a line for each. */
export async function billReport(
  shapes: Readonly<Record<string, BillShape>>,
  prices: ReadonlyMap<string, Price>,
): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    if (shape.rate === 0) rows.push(...rowsOf(name, shape, prices, NONE));
    else
      for (const batches of [false, true]) {
        const traffic = await trafficOf(shape, batches);
        rows.push(...rowsOf(`${name}, ${batches ? 'batched' : 'at once'}`, shape, prices, traffic));
      }
  }
  return rows;
}

/** What a room of the shape does, by the use cases in virtual time; large ones have workers anyway, as in prod. */
async function trafficOf(shape: BillShape, batches: boolean): Promise<RoomTraffic> {
  const members = membersOf(shape);
  const rate = (shape.rate * members) / 60;
  const room = { rooms: 1, members, rate, seconds: MESSAGES / rate, batches, queued: true, seed: 1 };
  const { messages, posts, jobs, calls, worked } = await new BusyRooms(room).run();
  return {
    posts: posts / messages / members,
    jobs: jobs / messages,
    calls: calls / messages,
    worked: worked / messages,
  };
}

function rowsOf(
  row: string,
  shape: BillShape,
  prices: ReadonlyMap<string, Price>,
  traffic: RoomTraffic,
): readonly ResultRow[] {
  const { parts, total, afterFree } = monthlyBill(monthlyUsage(shape, prices, traffic));
  const all = Object.entries({ ...parts, total, 'less what is free': afterFree });
  return all.map(([metric, value]) => ({ suite: 'bill', row, metric, value, unit: '$' }));
}
