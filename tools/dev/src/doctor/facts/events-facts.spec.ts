import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeAws, type FakeAccount, type FakeAws } from '../fixtures/fake-aws.js';
import { eventsFacts } from './events-facts.js';
import type { Stack } from './stack.js';

const BUS = 'arn:aws:events:us-east-1:111122223333:event-bus/company';
const ACCOUNT: FakeAccount = {
  ...{ stackStatus: 'UPDATE_COMPLETE', outputs: {}, resources: {}, environments: {}, fed: [] },
  ...{ requestsPerSecond: 1, concurrency: 1, buses: [BUS] },
};
const stack: Stack = {
  outputs: new Map(),
  resources: new Map([
    ['EventsQueue', 'https://sqs.us-east-1.amazonaws.com/111122223333/events.fifo'],
    ['EventsRole', 'events-role'],
  ]),
};
const before = { ...process.env };
let aws: FakeAws;

beforeAll(async () => {
  aws = await startFakeAws(ACCOUNT);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});

afterAll(() => {
  aws.close();
  process.env = before;
});

const facts = (to: string, account: Partial<FakeAccount> = {}) => {
  aws.account = { ...ACCOUNT, ...account };
  return eventsFacts(stack, { isOn: true, to });
};

describe('what AWS says of where events go', () => {
  it('is a bus of this account or of another, that the role may send to', async () => {
    const bus = { isFifo: false, isCrossAccount: false, policy: '', key: '' };
    expect(await facts(BUS)).toEqual({ to: BUS, target: bus, isAllowed: true });
    const other = BUS.replace('111122223333', '444455556666');
    const crossAccount = { ...bus, isCrossAccount: true };
    expect(await facts(other, { buses: [other] })).toEqual({
      to: other,
      target: crossAccount,
      isAllowed: true,
    });
  });

  it('is a bus that is not there, or that the role may not send to', async () => {
    expect(await facts(BUS, { buses: [] })).toMatchObject({ target: null });
    expect(await facts(BUS, { decision: 'implicitDeny' })).toMatchObject({ isAllowed: false });
  });

  it('is not asked where there are no events, or they go nowhere', async () => {
    expect(await eventsFacts(stack, { isOn: false, to: BUS })).toBe('off');
    expect(await facts('')).toEqual({ to: '', target: null, isAllowed: null });
  });
});
