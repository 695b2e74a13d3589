import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { publishHandler } from '@serverless-ws/chat-lambda';
import type { InvocationFaults } from '../invocation-faults.js';
import type { InvocationPorts } from '../invocation-ports.js';

/**
 * Lambda's Invoke API with one function: `publish`, built anew for each call. One that is killed responds with nothing, so that
 * its caller's time runs out.
 */
export async function startInvokeEndpoint(
  port: number,
  ports: InvocationPorts,
  faults: InvocationFaults,
): Promise<void> {
  const server = createServer(async (request, response) => {
    const event: unknown = JSON.parse(await text(request));
    const life = faults.life('');
    const result = await publishHandler(ports(life))(event);
    if (!life.isDead) response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
