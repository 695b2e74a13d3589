/** One promise of a port, as a test that any adapter can be put to. */
export interface ContractCase<H> {
  /** Reads as a sentence about the adapter. */
  readonly title: string;
  /** What the harness must be able to do for this case; see the harness. */
  readonly needs?: string;
  /** Rejects with a message that tells the adapter's author what to mend. */
  run(harness: H): Promise<void>;
}

/** All promises of a port: plain data, for whatever test runner. */
export type Contract<H> = readonly ContractCase<H>[];

/** What every harness may bring: called after its case, whatever became of it. */
export interface Closable {
  close?(): Promise<void> | void;
}

/** The part of a test runner that contracts need: `it` of Jest, of node:test, of Vitest and of Mocha has it. */
export interface TestFunction {
  (title: string, body: () => Promise<void>): unknown;
  skip(title: string, body: () => Promise<void>): unknown;
}

/** What a harness cannot do. Cases that need it are skipped where everybody sees it. */
export interface ContractOptions {
  readonly lacks?: readonly string[];
}

/**
 * Registers every case of a contract as a test.
 *
 * @param it - the test function of the runner
 * @param open - makes a fresh, empty adapter with its harness; called once a case
 */
export function testContract<H extends Closable>(
  it: TestFunction,
  contract: Contract<H>,
  open: () => Promise<H> | H,
  { lacks = [] }: ContractOptions = {},
): void {
  for (const promise of contract) {
    const body = (): Promise<void> => runCase(promise, open);
    if (promise.needs !== undefined && lacks.includes(promise.needs)) {
      it.skip(`${promise.title} (not asked: the harness lacks ${promise.needs})`, body);
    } else {
      it(promise.title, body);
    }
  }
}

async function runCase<H extends Closable>(
  promise: ContractCase<H>,
  open: () => Promise<H> | H,
): Promise<void> {
  const harness = await open();
  try {
    await promise.run(harness);
  } finally {
    await harness.close?.();
  }
}
