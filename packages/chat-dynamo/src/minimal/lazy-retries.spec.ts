import { expect, it } from '@jest/globals';
import { HttpRequest } from '@smithy/core/transport';
import { lazyRetries } from './lazy-retries.js';
import * as retries from './retries.js';

it('passes a failure on where it cannot load the retries, and loads them at the next', async () => {
  const outcomes = ['fails', 'fails', 'succeeds', 'fails', 'succeeds'];
  // In the client's format: a failure on the server's side carries its status.
  const attempt = async () => {
    if (outcomes.shift() === 'succeeds') return { $metadata: {} };
    throw Object.assign(new Error('store down'), { $metadata: { httpStatusCode: 500 } });
  };
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error('too many open files');
    return retries;
  };
  const call = lazyRetries(3, load)(attempt);
  const request = new HttpRequest({});
  await expect(call(request)).rejects.toThrow('store down');
  await expect(call(request)).resolves.toMatchObject({ $metadata: { attempts: 2 } });
  await expect(call(request)).resolves.toMatchObject({ $metadata: { attempts: 2 } });
  expect(loads).toBe(2);
});
