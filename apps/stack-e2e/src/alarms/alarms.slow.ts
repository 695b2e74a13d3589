import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlarmRun } from '@serverless-ws/alarms/run/alarm-run.js';
import { FAULTS } from '@serverless-ws/alarms/run/faults.js';

/** Faults that ring within three minutes; `npm run alarms` plants all, and has an hour of health. */
const QUICK = ['DeadLetters', 'AuthorizerErrors', 'FailedRequests'];
/** Alarms that no slowness of a busy machine rings. */
const COUNTS = ['Undelivered', 'FailedRequests', 'DeadLetters', 'AuthorizerErrors', 'FunctionErrors'];

let run: AlarmRun;

beforeAll(async () => {
  run = await AlarmRun.start();
}, 120_000);

afterAll(() => run?.close());

describe('the alarms of the packaged stage', () => {
  it('have a fault each that must ring it', () => {
    expect(run.alarms.toSorted()).toEqual(FAULTS.map(({ alarm }) => alarm).toSorted());
  });

  it('are quiet under a healthy load, with bad tokens among it', async () => {
    const rung = await run.healthy(4);
    expect(COUNTS.filter((alarm) => rung.includes(alarm))).toEqual([]);
  }, 240_000);

  it.each(FAULTS.filter(({ alarm }) => QUICK.includes(alarm)))(
    '$alarm rings where $what',
    async (fault) => {
      expect(await run.plant(fault)).toMatchObject({ after: expect.any(Number) });
    },
    240_000,
  );
});
