import { describe, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import {
  byChance,
  connectionRepositoryContract,
  failBefore,
  messageGatewayContract,
  testContract,
  withFaults,
  type ConnectionRepositoryHarness,
  type Contract,
  type MethodOf,
} from './index.js';

describe('the types of contracts and faults', () => {
  it('require the harness of their own port', () => {
    expectTypeOf(connectionRepositoryContract).toEqualTypeOf<Contract<ConnectionRepositoryHarness>>();
    expectTypeOf(messageGatewayContract).not.toEqualTypeOf(connectionRepositoryContract);
    expectTypeOf(testContract<ConnectionRepositoryHarness>)
      .parameter(1)
      .toEqualTypeOf<Contract<ConnectionRepositoryHarness>>();
  });

  it('apply to the methods of a port that return a promise, and to no others', () => {
    interface Port {
      ask(): Promise<void>;
      now(): number;
      readonly name: string;
    }
    expectTypeOf<MethodOf<Port>>().toEqualTypeOf<'ask'>();
    const faulty = (port: Port) =>
      withFaults(port, [{ on: 'ask', when: byChance(1, 0.5), fault: failBefore() }]);
    expectTypeOf(faulty).returns.toEqualTypeOf<Port>();
  });
});
