import { messageGatewayContract, testContract, type TestFunction } from '../../src/index.js';
import { messageGateway } from '../in-memory-harnesses.js';

/** Registers one case on a gateway that never ends a delivery: a runner must show what hangs. */
export function testStuckGateway(it: TestFunction): void {
  const never = new Promise<never>(() => undefined);
  testContract(it, messageGatewayContract.slice(0, 1), () => {
    const harness = messageGateway();
    const { gateway } = harness;
    gateway.deliver = () => never;
    return harness;
  });
}
