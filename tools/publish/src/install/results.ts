import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JestResults } from '@serverless-ws/command-line/tally.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { Consumer } from './consumers.js';
import { run } from '@serverless-ws/command-line/node-runtimes/run.js';

/** Where the closing line of CI looks. */
const FILE = join(workspaceRoot, 'tools/publish/coverage/publish-results.json');

/** Runs consumers, tells of each, and counts. */
export class Results {
  #passed = 0;
  #failed = 0;

  constructor() {
    // Results of an earlier run are no results of this one, even if this one breaks on the way.
    rmSync(FILE, { force: true });
  }

  /** Runs a consumer in its folder; what it prints is shown if it fails. */
  async check({ title, args }: Consumer, executable: string, folder: string): Promise<void> {
    try {
      await run(executable, args, folder);
      this.#passed += 1;
      console.log(`ok: ${title}`);
    } catch (error) {
      this.#failed += 1;
      console.error(`FAILED: ${title}\n${String(error)}`);
    }
  }

  /** Writes what CI adds up, and says it. */
  close(): void {
    const results: JestResults = {
      numPassedTests: this.#passed,
      numFailedTests: this.#failed,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    };
    mkdirSync(join(FILE, '..'), { recursive: true });
    writeFileSync(FILE, JSON.stringify(results));
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed === 0 ? 0 : 1;
  }
}
