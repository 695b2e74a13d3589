import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, type FaultHook } from '@serverless-ws/apigw-emulator';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';
import { CrowdMember } from './crowd-member.js';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { openTableMeter, type TableMeter } from './table-meter.js';

/** A crowd as large as it gets takes long; a small one is treated alike. Both are made of whole waves. */
const [HONEST, FLOODERS] = process.env['FULL_SIZE'] === '1' ? [200, 20] : [60, 10];
/** Honest users are in one of these, and flooders in all. */
const ROOMS = ['tea', 'coffee', 'cocoa', 'milk'] as const;
/** Messages that each user may send in the window, which is longer than any machine takes for all this. */
const ALLOWED = 1;
/** Messages that each flooder sends: some at once, and one more for each that is refused. */
const FRAMES = 20;
const AT_ONCE = 5;
/** Honest users who speak at the same time. */
const WAVE = 10;
const WRITES = /Put|Update|Delete|BatchWrite/;

/** Frames to clients that name a message, by its id, as it came to be sent. */
const sent = new Map<string, string[]>();
const eavesdrop: FaultHook = (operation) => {
  if (operation.kind !== 'send') return undefined;
  const id = /"clientMessageId":"([^"]*)"/.exec(operation.text)?.[1];
  const type = /"type":"([^"]*)"/.exec(operation.text)?.[1] ?? '';
  if (id !== undefined) sent.set(id, [...(sent.get(id) ?? []), type]);
  return undefined;
};

let folder: string;
let meter: TableMeter;
let target: LocalTarget;
const founders: CrowdMember[] = [];
const honest: CrowdMember[] = [];
const flooders: CrowdMember[] = [];

const roomOf = (index: number): string => ROOMS[index % ROOMS.length] ?? ROOMS[0];

async function enter(
  crowd: CrowdMember[],
  kind: string,
  count: number,
  rooms: (index: number) => readonly string[],
): Promise<void> {
  const { mint, url } = target;
  while (crowd.length < count) {
    const subs = Array.from({ length: WAVE }, (_, index) => `${kind}-${crowd.length + index}`);
    const first = crowd.length;
    const members = subs.map(async (sub, index) => {
      const member = await CrowdMember.enter(url, mint?.({ sub }) ?? '');
      for (const room of rooms(first + index)) await member.join(room);
      return member;
    });
    crowd.push(...(await Promise.all(members)));
  }
}

/** Sends until `FRAMES` are sent: as fast as answers come, and some ahead of them. */
function flood(member: CrowdMember, name: string): Promise<void> {
  let count = 0;
  const next = (): void => {
    if (count < FRAMES) member.say(roomOf(count), `${name}-${(count += 1)}`);
  };
  member.onRefused = next;
  // Those that are taken are followed by none, so as many more are sent ahead.
  for (let ahead = 0; ahead < AT_ONCE + ALLOWED; ahead += 1) next();
  return member.until(() => member.acked.size + member.refused.size === FRAMES);
}

async function speak(): Promise<void> {
  for (let first = 0; first < HONEST; first += WAVE) {
    const wave = honest.slice(first, first + WAVE);
    await Promise.all(
      wave.map((member, index) => member.sayAndWait(roomOf(first + index), `honest-${first + index}`)),
    );
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flood-'));
  meter = await openTableMeter();
  target = await startLocalTarget({
    serverlessFile: patientDeployment(folder),
    environment: {
      CHAT_FLOOD_MESSAGES: String(ALLOWED),
      CHAT_FLOOD_WINDOW_SECONDS: '3600',
      CHAT_FLOOD_HARD_LIMIT: '1000',
    },
    tableAddress: meter.address,
    // On a clock that stands, nothing of the gateway ever takes too long, however slow the machine.
    gateway: { clock: new ManualClock(), quotas: 'off', faults: eavesdrop },
  });
  // Making a room counts as a message, and each user has one.
  await enter(founders, 'founder', ROOMS.length, (index) => ROOMS.slice(index, index + 1));
  await enter(honest, 'honest', HONEST, (index) => [roomOf(index)]);
  await enter(flooders, 'flooder', FLOODERS, () => ROOMS);
  await Promise.all([...flooders.map((member, index) => flood(member, `flood-${index}`)), speak()]);
}, 600_000);

afterAll(async () => {
  await meter.close();
  await target?.close();
  for (const member of [...founders, ...honest, ...flooders]) member.leave();
  rmSync(folder, { recursive: true });
});

const refusals = () => flooders.flatMap(({ refused }) => [...refused]);

describe(`${FLOODERS} who flood beside ${HONEST} who do not`, () => {
  it('take nothing from them: every honest message is acknowledged, and reaches every honest user', async () => {
    expect(honest.filter(({ acked, refused }) => acked.size !== 1 || refused.size > 0)).toEqual([]);
    for (const [index, member] of honest.entries()) {
      const room = roomOf(index);
      const texts = new Set(
        honest.flatMap((_, other) => (roomOf(other) === room ? [`honest-${other}`] : [])),
      );
      await member.catchUp(room, texts);
      expect(member.hasHeard(texts)).toBe(true);
    }
  });

  it('get through with what each user may send, and are told when to retry for the rest', () => {
    for (const { acked, refused } of flooders) {
      expect([acked.size, refused.size]).toEqual([ALLOWED, FRAMES - ALLOWED]);
    }
    for (const [, { code, retryAfterMs }] of refusals()) {
      expect(code).toBe('rate_limited');
      expect(retryAfterMs).toBeGreaterThan(0);
    }
  });

  it('cost one write unit for a message that is refused, and one more than the log for one that is not', () => {
    const writes = meter.calls.filter(
      ({ functionName, operation }) => functionName === 'sendMessage' && WRITES.test(operation),
    );
    const units = (some: typeof writes) => some.reduce((sum, call) => sum + call.units, 0);
    const frames = HONEST + FLOODERS * FRAMES;
    expect(units(writes.filter(({ partition }) => partition.startsWith('P#')))).toBe(frames);
    // The size of each room is stored once, or by as many processes as find it at the same time.
    const sizes = writes.filter(({ partition }) => partition.startsWith('I#'));
    expect(units(sizes)).toBeLessThan(10 * ROOMS.length);
    expect(units(writes) - units(sizes)).toBe(frames + 3 * (HONEST + FLOODERS * ALLOWED));
  });

  it('have nothing posted of what is refused but the answer', () => {
    for (const [id] of refusals()) expect(sent.get(id)).toEqual(['error']);
    expect(sent.get('honest-0')?.filter((type) => type === 'messages').length).toBeGreaterThanOrEqual(
      HONEST / ROOMS.length,
    );
  });
});
