import { afterEach, describe, expect, it } from '@jest/globals';
import { openBench, type Bench } from '../test/open-bench.js';
import { reactions } from '../test/sink.js';

const open: Bench[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('ApiGatewayMessageGateway.probe', () => {
  const HOUR = 3_600_000;
  /** Asks after connections of that age, with two seconds for it. */
  async function asking(age = HOUR) {
    // The timers of the SDK are the machine's: a call that is late there is made again, and counted.
    const bench = await openBench({ timeout: 60_000 });
    open.push(bench);
    const { gateway, sink, time } = bench;
    const probe = (connectionId: string) =>
      gateway.probe({ connectionId, connectedAt: time.now() - age }, { deadline: time.now() + 2_000 });
    return { sink, time, probe };
  }

  it('asks by GET whether a connection exists', async () => {
    const { sink, probe } = await asking();
    sink.set('b=', reactions.gone);
    await expect(Promise.all(['a=', 'b='].map(probe))).resolves.toEqual(['open', 'gone']);
    expect(sink.arrivals.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /prod/@connections/a%3D',
      'GET /prod/@connections/b%3D',
    ]);
  });

  it('believes a 410 from the 30th second of a connection on, and asks nothing before', async () => {
    const young = await asking(29_999);
    young.sink.set('a', reactions.gone);
    await expect(young.probe('a')).resolves.toBe('unknown');
    expect(young.sink.arrivals).toEqual([]);
    const old = await asking(30_000);
    old.sink.set('a', reactions.gone);
    await expect(old.probe('a')).resolves.toBe('gone');
  });

  it('does not know where API Gateway refuses, or does not respond in time', async () => {
    const { sink, time, probe } = await asking();
    sink.set('refused', reactions.forbidden);
    sink.set('silent', 'hang');
    await expect(probe('refused')).resolves.toBe('unknown');
    const silent = probe('silent');
    await time.elapse(2_000);
    await expect(silent).resolves.toBe('unknown');
  });
});
