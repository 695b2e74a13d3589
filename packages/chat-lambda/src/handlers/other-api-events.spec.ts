import { describe, expect, it } from '@jest/globals';

import { authorizerEvent, connectEvent, disconnectEvent, frameEvent } from '../../test/events.js';
import { ada, root, fixture } from '../../test/fixture.js';
import { identityContext } from '../identity/identity-context.js';
import { authorizerHandler } from './authorizer-handler.js';

const admin = { authorizer: { ...identityContext(root) } };
const REFUSED = [
  {
    level: 'warn',
    message: 'refused',
    fields: { code: 'forbidden', reason: 'The event is not from this API.', apiId: 'otherapi99' },
  },
];

/** The same event, as an API of another account would send it. */
function forged<Event extends { readonly requestContext: object }>(event: Event): Event {
  return { ...event, requestContext: { ...event.requestContext, apiId: 'otherapi99' } };
}

describe('an event of another API, with an identity of its own making,', () => {
  it.each([
    ['sendMessage', 'sendMessage', { text: 'hi' }],
    ['announce', 'sendMessage', { text: 'hi' }],
    ['listMessages', 'room', {}],
    ['ban', 'moderation', { userId: 'ada' }],
    ['ping', 'other', {}],
  ] as const)('is refused as %s, and nothing is read or written', async (action, name, rest) => {
    const { handlers, heads, audit, gateway, logger } = fixture();
    const event = frameEvent({ action, ...rest }, admin);
    await expect(handlers[name](forged(event))).resolves.toEqual({ statusCode: 403 });
    await expect(heads.find('lobby')).resolves.toBeNull();
    expect({ records: audit.records, disconnected: gateway.disconnected }).toEqual({
      records: [],
      disconnected: [],
    });
    expect(logger.lines).toEqual(REFUSED);
  });

  it('makes no connection', async () => {
    const { handlers, connections, logger } = fixture();
    await expect(handlers.connection(forged(connectEvent(admin)))).resolves.toEqual({ statusCode: 403 });
    await expect(connections.find('conn-1=')).resolves.toBeNull();
    expect(logger.lines).toEqual(REFUSED);
  });

  it('ends no connection', async () => {
    const { connect, handlers, connections } = fixture();
    await connect(ada, 'conn-1=');
    await expect(handlers.connection(forged(disconnectEvent()))).resolves.toEqual({ statusCode: 403 });
    await expect(connections.find('conn-1=')).resolves.toMatchObject({ identity: ada });
  });

  it('is denied by the authorizer, which reads no token', async () => {
    const { verifier, ports, logger } = fixture();
    const token = verifier.issue(root);
    const authorizer = authorizerHandler({ ...ports, verifier });
    const verdict = await authorizer(forged(authorizerEvent({ Authorization: token })));
    expect(verdict).toEqual({
      principalId: 'unknown',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Deny', Resource: '*' }],
      },
    });
    expect(logger.lines).toEqual(REFUSED);
    expect(JSON.stringify(logger.lines)).not.toContain(token);
  });
});
