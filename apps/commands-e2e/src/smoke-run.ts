import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool, type ToolRun } from '@serverless-ws/command-line/run-tool.js';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';

/** A local stack, and `npm run smoke` against it. */
export class SmokeRun {
  readonly #folder = mkdtempSync(join(tmpdir(), 'smoke-'));
  #stack: LocalStack | undefined;

  /** Starts the chat, with functions that a busy machine makes no slower than they may be. */
  async start(options: LocalStackOptions = {}): Promise<LocalStack> {
    this.#stack = await startLocalStack({
      coldStart: true,
      serverlessFile: patientDeployment(this.#folder),
      ...options,
    });
    return this.#stack;
  }

  smoke(token: string, ...flags: readonly string[]): Promise<ToolRun> {
    return runTool('scenarios/src/smoke/cli.ts', [this.#stack?.url ?? '', '--token', token, ...flags]);
  }

  async end(): Promise<void> {
    await this.#stack?.close();
    rmSync(this.#folder, { recursive: true });
  }
}
