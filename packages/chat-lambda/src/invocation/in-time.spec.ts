import { describe, expect, it } from '@jest/globals';

import { RequestScope } from '../logging/request-scope.js';
import { inTime } from './in-time.js';

const within = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });
const never = () => new Promise<never>(() => undefined);

describe('the deadline of an invocation', () => {
  it('gives up what never ends, as unavailable, before Lambda would', async () => {
    const call = inTime(within(20), new RequestScope(), never);
    await expect(call).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('is told to all that the work calls, and to nothing else', async () => {
    const scope = new RequestScope();
    const before = Date.now();
    const deadline = await inTime(within(10_000), scope, async () => {
      await Promise.resolve();
      return scope.run({ room: 'tea' }, () => scope.deadline);
    });
    expect(deadline).toBeGreaterThanOrEqual(before + 7_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 7_000);
    expect(scope.deadline).toBe(Infinity);
  });

  it('keeps the fields of the request', async () => {
    const scope = new RequestScope();
    const fields = scope.run({ room: 'tea' }, () => inTime(within(10_000), scope, async () => scope.fields));
    await expect(fields).resolves.toEqual({ room: 'tea' });
  });

  it('still holds for work that goes on after the response', async () => {
    const scope = new RequestScope();
    let goOn: () => void = () => undefined;
    const later = new Promise<number>((resolve) => {
      void inTime(within(0), scope, async () => {
        await new Promise<void>((ready) => {
          goOn = ready;
        });
        resolve(scope.deadline);
      }).catch(() => goOn());
    });
    expect(await later).toBeLessThanOrEqual(Date.now());
  });

  it('hands on what the work resolves to and rejects with', async () => {
    const scope = new RequestScope();
    await expect(inTime(within(10_000), scope, async () => 'done')).resolves.toBe('done');
    const failing = () => Promise.reject(new Error('down'));
    await expect(inTime(within(10_000), scope, failing)).rejects.toThrow('down');
    await expect(inTime(undefined, scope, async () => scope.deadline)).resolves.toBe(Infinity);
  });
});
