import { ManualClock, startGateway, type AuthorizerEvent } from '../../index.js';

export const clock = new ManualClock();
export const gateway = await startGateway({
  clock,
  credentials: 'unsigned',
  authorizer: {
    identitySource: ['route.request.header.Authorization'],
    invoke: ({ headers, methodArn }: AuthorizerEvent) => ({
      principalId: headers['Authorization'],
      policyDocument: { Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn } },
    }),
  },
  routes: {}, // your own handlers
  // Every post to a client is throttled; `clock`, `routes` and `faults` are all that most tests need.
  faults: ({ kind }) =>
    kind === 'management' ? { outcome: { status: 429, errorType: 'LimitExceededException' } } : undefined,
});
// Connect, then let ten idle minutes pass in an instant: every client is closed with 1001.
export const tenMinutes = () => clock.advance(10 * 60_000);
