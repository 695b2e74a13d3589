import { BrokenPromise } from './expectation.js';
import { PendingCalls } from './pending-calls.js';
import { within } from './time-limit.js';

/** One guarantee of a port, as a test for any adapter. */
export interface ContractCase<H> {
  /** Reads as a sentence about the adapter. */
  readonly title: string;
  /** What the harness must be able to do for this case; see the harness. */
  readonly needs?: string;
  /** The port, by its name: `MessageGateway`. */
  readonly port?: string;
  /** Rejects with a message that tells the adapter's author what to fix. */
  run(harness: H): Promise<void>;
}

/** All guarantees of a port: plain data, for any test runner. */
export type Contract<H> = readonly ContractCase<H>[];

/** What every harness may have: called after its case, passed or failed. */
export interface Closable {
  close?(): Promise<void> | void;
}

/** The part of a test runner that contracts need: `it` of Jest, of node:test, of Vitest and of Mocha has it. */
export interface TestFunction {
  (title: string, body: () => Promise<void>): unknown;
  skip(title: string, body: () => Promise<void>): unknown;
}

/** How to test an adapter. */
export interface ContractOptions {
  /** What the harness cannot do. Cases that need it show as skipped. */
  readonly lacks?: readonly string[];
  /**
   * Milliseconds of real time for one case, its harness included: 4,500 unless told, under the 5 s after which Jest and
   * Vitest give a test up (Mocha: 2 s). Slow stores take more; the runner's limit must be longer then.
   */
  readonly timeout?: number;
}

/** The guarantees of a port as its contract, each with the name of the port. */
export function contractOf<H>(port: string, guarantees: Contract<H>): Contract<H> {
  return guarantees.map((guarantee) => ({ ...guarantee, port }));
}

/**
 * Registers every case of a contract as a test. A case whose time is over fails with the names of the promises that it
 * waits for, such as `MessageGateway.deliver()`.
 *
 * @param it - the test function of the runner
 * @param open - creates a fresh, empty adapter with its harness; called once for each case
 */
export function testContract<H extends Closable>(
  it: TestFunction,
  contract: Contract<H>,
  open: () => Promise<H> | H,
  { lacks = [], timeout = 4_500 }: ContractOptions = {},
): void {
  for (const contractCase of contract) {
    const body = (): Promise<void> => runCase(contractCase, open, timeout);
    if (contractCase.needs !== undefined && lacks.includes(contractCase.needs)) {
      it.skip(`${contractCase.title} (skipped: the harness lacks ${contractCase.needs})`, body);
    } else {
      it(contractCase.title, body);
    }
  }
}

async function runCase<H extends Closable>(
  contractCase: ContractCase<H>,
  open: () => Promise<H> | H,
  timeout: number,
): Promise<void> {
  const calls = new PendingCalls(contractCase.port ?? 'the port');
  let close = async (): Promise<void> => undefined;
  const body = async (): Promise<void> => {
    const harness = await calls.track('open() of the harness', open());
    let closed: Promise<void> | null = null;
    const end = async (): Promise<void> => harness.close?.();
    close = () => (closed ??= calls.track('close() of the harness', end()));
    try {
      await contractCase.run(calls.watch(harness));
    } finally {
      await close();
    }
  };
  await within(timeout, body(), () => {
    const late = new BrokenPromise(lateness(timeout, calls.list()));
    // Without waiting: this may hang, too.
    close().catch(() => undefined);
    return late;
  });
}

function lateness(timeout: number, pending: readonly string[]): string {
  const [first, ...rest] = pending;
  if (first === undefined) return `the case did not end within ${timeout} ms, though no promise was pending`;
  const others = rest.length > 0 ? `\n  also pending: ${rest.join(', ')}` : '';
  return `${first} did not settle: the case was given ${timeout} ms${others}`;
}
