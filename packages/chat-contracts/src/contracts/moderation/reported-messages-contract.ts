import type { ReportedMessage, ReportedMessages } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { LIFE, ODD_IDS, type MovableClock } from '../sample.js';

/** What the contract of {@link ReportedMessages} needs: an empty store, and the clock it reads. */
export interface ReportedMessagesHarness extends Closable {
  readonly reported: ReportedMessages;
  readonly clock: MovableClock;
}

function reportAt(clock: MovableClock, messageId: string, seq = 1): ReportedMessage {
  return { messageId, room: `dm.${messageId.length}`, seq, expiresAt: clock.now() + LIFE };
}

/** Everything that `ReportedMessages` guarantees. */
export const reportedMessagesContract: Contract<ReportedMessagesHarness> = contractOf('ReportedMessages', [
  {
    title: 'finds what was reported by its id, and nothing else',
    async run({ reported, clock }) {
      const reports = ODD_IDS.map((id, index) => reportAt(clock, id, index + 1));
      mustEqual(await reported.find('m1'), null, 'find() of what was not reported must be null');
      for (const report of reports) {
        await reported.record(report);
        mustEqual(
          await reported.find(report.messageId),
          report,
          'find() missed a report just stored: read consistently',
        );
      }
      const tooLong = 'x'.repeat(30_000);
      mustEqual(await reported.find(tooLong), null, 'find() of an id longer than a key may be must be null');
      const found = await Promise.all(reports.map(({ messageId }) => reported.find(messageId)));
      mustEqual(found, reports, 'find() mixed up two ids: do not join or split them');
    },
  },
  {
    title: 'keeps one report of a message that several users report',
    async run({ reported, clock }) {
      const report = reportAt(clock, 'm1');
      await Promise.all([reported.record(report), reported.record(report)]);
      await reported.record(report);
      mustEqual(await reported.find('m1'), report, 'record() must be safe to repeat');
    },
  },
  {
    title: 'ends a report with its message',
    async run({ reported, clock }) {
      const report = reportAt(clock, 'm1');
      await reported.record(report);
      clock.advance(LIFE - 1);
      mustEqual(await reported.find('m1'), report, 'a report must be kept until its end');
      clock.advance(1);
      mustEqual(await reported.find('m1'), null, 'find() must not return a report at its expiresAt');
    },
  },
]);
