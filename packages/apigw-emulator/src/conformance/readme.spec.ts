import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { connect, refusedBy } from './harness/client.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../../README.md');

/** A file as a stranger would write it. */
function published(path: string): string {
  return read(path)
    .replaceAll(/^export /gm, '')
    .replace('../../index.js', '@serverless-ws/apigw-emulator');
}

describe('the examples of the README', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  afterAll(() => log.mockRestore());

  it.each(['examples/echo.ts', 'examples/in-a-test.ts'])('have the text of %s', (path) => {
    expect(readme).toContain(`\`\`\`ts\n${published(path)}\`\`\``);
  });

  it('start a gateway that echoes', async () => {
    const { gateway } = await import('./examples/echo.js');
    const client = await connect(gateway.url);
    client.send('hello');
    expect(await client.next()).toBe('hello');
    await gateway.close();
  });

  it('start one that a test is master of', async () => {
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
