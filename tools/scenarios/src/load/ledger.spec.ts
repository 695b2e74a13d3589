import { beforeEach, describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';

describe('the account of a load', () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = new Ledger(2);
  });

  it('is complete when every client has shown every message, and each was acknowledged', () => {
    const message = ledger.sent(100);
    ledger.shown(0, message, 1, 120);
    ledger.shown(1, message, 1, 150);
    expect(ledger.isComplete).toBe(false);
    ledger.acked(message, 130);
    expect(ledger.isComplete).toBe(true);
    expect(ledger.summary()).toEqual({
      sent: 1,
      acked: 1,
      shown: 2,
      lost: 0,
      doubled: 0,
      disordered: 0,
      ack: { p50: 30, p95: 30, p99: 30, max: 30 },
      last: { p50: 50, p95: 50, p99: 50, max: 50 },
    });
  });

  it('counts what was acknowledged and not shown, for each client', () => {
    ledger.acked(ledger.sent(0), 10);
    ledger.sent(0);

    expect(ledger.summary()).toMatchObject({ sent: 2, acked: 1, lost: 2 });
  });

  it('expects a message of a room of the clients in there alone', () => {
    const message = ledger.sent(0, 1);
    ledger.acked(message, 10);
    expect(ledger.summary()).toMatchObject({ lost: 1 });
    ledger.shown(1, message, 1, 20);
    expect(ledger.summary()).toMatchObject({ lost: 0, last: { max: 20 } });
    expect(ledger.isComplete).toBe(true);
  });

  it('counts what a client shows again, also after many others', () => {
    for (let index = 0; index < 1_000; index += 1) ledger.shown(0, ledger.sent(0), index + 1, 0);
    ledger.shown(0, 999, 1_000, 0);
    ledger.shown(0, 3, 4, 0);

    expect(ledger.summary()).toMatchObject({ shown: 1_000, doubled: 2, disordered: 1 });
  });

  it('tells the slow from the median', () => {
    for (let index = 1; index <= 100; index += 1) ledger.acked(ledger.sent(0), index);

    expect(ledger.summary().ack).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
  });
});
