import { contractOf, type Contract } from '../contract.js';
import { delivering } from './delivering.js';
import { endedRecipients } from './ended-recipients.js';
import { failingRecipients } from './failing-recipients.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { probing } from './probing.js';
import { tailCases } from './tail.js';

/** Everything that `MessageGateway` guarantees. */
export const messageGatewayContract: Contract<MessageGatewayHarness> = contractOf('MessageGateway', [
  ...delivering,
  ...failingRecipients,
  ...tailCases,
  ...endedRecipients,
  ...probing,
]);
