import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageEvent, openBench, pages, type Bench } from '../../test/open-bench.js';

const open: Bench[] = [];
const pem = await readFile(join(import.meta.dirname, '../../test/loopback.pem'), 'utf8');
const tls = { key: pem, cert: pem };

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('posts over TLS', () => {
  it('reach every recipient, and the SDK ends a connection there too', async () => {
    const bench = await openBench({ ca: pem, window: 16 }, tls);
    open.push(bench);
    const { gateway, sink, time, recipient } = bench;
    const rows = Array.from({ length: 300 }, (_, index) => recipient(`c${index}`));
    const delivery = gateway.deliver(messageEvent(), pages(rows), { deadline: time.now() + 60_000 });
    expect(await time.until(delivery)).toEqual({ delivered: 300, gone: 0, failed: 0 });
    expect(sink.reached).toHaveLength(300);
    await gateway.disconnect('c1');
    expect(sink.arrivals.at(-1)).toMatchObject({ method: 'DELETE', connectionId: 'c1' });
  });

  it('go to no endpoint with an untrusted certificate, and no connection is reported as gone', async () => {
    const bench = await openBench({ retries: { attempts: 2 } }, tls);
    open.push(bench);
    const { gateway, sink, time, recipient, logger } = bench;
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')]), {
      deadline: time.now() + 60_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(logger.lines[0]?.fields.reasons).toMatch(/SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/);
    expect(sink.arrivals).toEqual([]);
  });
});
