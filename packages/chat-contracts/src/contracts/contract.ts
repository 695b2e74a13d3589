/** One guarantee of a port, as a test for any adapter. */
export interface ContractCase<H> {
  /** Reads as a sentence about the adapter. */
  readonly title: string;
  /** What the harness must be able to do for this case; see the harness. */
  readonly needs?: string;
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

/** What a harness cannot do. Cases that need it show as skipped. */
export interface ContractOptions {
  readonly lacks?: readonly string[];
}

/**
 * Registers every case of a contract as a test.
 *
 * @param it - the test function of the runner
 * @param open - creates a fresh, empty adapter with its harness; called once for each case
 */
export function testContract<H extends Closable>(
  it: TestFunction,
  contract: Contract<H>,
  open: () => Promise<H> | H,
  { lacks = [] }: ContractOptions = {},
): void {
  for (const contractCase of contract) {
    const body = (): Promise<void> => runCase(contractCase, open);
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
): Promise<void> {
  const harness = await open();
  try {
    await contractCase.run(harness);
  } finally {
    await harness.close?.();
  }
}
