import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { connect, refusedBy } from './harness/client.js';

describe('the examples of the README', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  afterAll(() => log.mockRestore());

  it('start a gateway that echoes', async () => {
    const { gateway } = await import('./examples/echo.js');
    const client = await connect(gateway.url);
    client.send('hello');
    expect(await client.next()).toBe('hello');
    await gateway.close();
  });

  it('start a gateway that a test controls', async () => {
    const { gateway, tenMinutes } = await import('./examples/in-a-test.js');
    expect(await refusedBy(gateway.url)).toMatchObject({ status: 401 });
    const client = await connect(gateway.url, { headers: { Authorization: 'ada' } });
    const [{ id = '', authorizer } = {}] = gateway.connections();
    expect(authorizer?.principalId).toBe('ada');
    const post = await fetch(`${gateway.managementUrl}/@connections/${id}`, { method: 'POST', body: 'hi' });
    expect(post.status).toBe(429);
    tenMinutes();
    expect((await client.closed).code).toBe(1001);
    await gateway.close();
  });
});
