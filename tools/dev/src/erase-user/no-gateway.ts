import type { DeliverySummary, MessageGateway, ProbeOutcome } from '@serverless-ws/chat-domain';

/** The gateway of a table that no API is in front of: whatever needs one is a fault of the program. */
export class NoGateway implements MessageGateway {
  async deliver(): Promise<DeliverySummary> {
    throw new Error('There are no open clients.');
  }

  async disconnect(): Promise<void> {
    throw new Error('There are no open clients.');
  }

  async probe(): Promise<ProbeOutcome> {
    throw new Error('There are no open clients.');
  }
}
