import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import { DevServer } from '../restart/dev-server.js';
import type { Suite } from '../suite.js';
import { TypingRoom, type Spoken } from './typing-room.js';

const PEOPLE = 100;
/** Silence and typing take turns, so that a machine that slows down slows down both. */
const ROUNDS = 4;
/** Milliseconds of a turn; those at its beginning count for nothing. */
const TURN = 12_000;
const SETTLING = 2_000;
const SECRET = 'bench-secret-that-is-long-enough-for-hs256';

const ROWS = { silence: 'in silence', typing: `${PEOPLE} type` };

/** What typing signs cost the messages beside them. */
export const typingSuite: Suite = {
  name: 'typing',
  title:
    `${PEOPLE} people in one room of \`npm start\`; one of them sends two messages a second, and in every other turn of ` +
    `${TURN / 1_000} s all type: a signal each in ten seconds, evenly spread, so ${(PEOPLE * (PEOPLE - 1)) / 10} posts a ` +
    'second. The ack, and until the last of them has the message, as a multiple of those in silence.',
  async run({ folder, progress }) {
    const server = await DevServer.start(join(folder, 'data'), SECRET);
    const room = await TypingRoom.open(PEOPLE, server.url, SECRET);
    const spoken: Record<keyof typeof ROWS, Spoken[]> = { silence: [], typing: [] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const how of ['silence', 'typing'] as const) {
        progress(`${ROWS[how]}, round ${round} of ${ROUNDS}`);
        spoken[how].push(...(await turn(room, how === 'typing')));
      }
    }
    room.close();
    await server.kill();
    return [...rowsOf('silence', spoken), ...rowsOf('typing', spoken)];
  },
};

/** The messages of a turn whose acks and pushes have all come. */
async function turn(room: TypingRoom, isTyping: boolean): Promise<readonly Spoken[]> {
  const stop = room.begin(isTyping);
  const from = performance.now() + SETTLING;
  await wait(TURN);
  stop();
  await wait(SETTLING);
  return room.spoken.filter(({ sentAt, reached }) => sentAt >= from && reached === PEOPLE);
}

function rowsOf(
  how: keyof typeof ROWS,
  spoken: Readonly<Record<keyof typeof ROWS, readonly Spoken[]>>,
): readonly ResultRow[] {
  const of = (key: keyof typeof ROWS, figure: (one: Spoken) => number, part: number) =>
    part === 0.5 ? median(spoken[key].map(figure)) : quantile(spoken[key].map(figure), part);
  const compared = (metric: string, figure: (one: Spoken) => number, part = 0.5): ResultRow => ({
    ...{ suite: 'typing', row: ROWS[how], metric, value: of(how, figure, part), unit: 'ms' },
    ratioTo: { row: ROWS.silence, ratio: of(how, figure, part) / of('silence', figure, part) },
  });
  return [
    compared('ack', ({ acked }) => acked),
    compared('p90 of acks', ({ acked }) => acked, 0.9),
    compared('last push', ({ last }) => last),
    compared('p90 of last pushes', ({ last }) => last, 0.9),
    { suite: 'typing', row: ROWS[how], metric: 'messages', value: spoken[how].length, unit: '' },
  ];
}

function quantile(figures: readonly number[], part: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
