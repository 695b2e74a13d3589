import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HandlerCall } from './handlers.js';

/** What one start took, in milliseconds. */
export interface Start {
  /** From the start of the process to the answer. */
  readonly elapsed: number;
  /** CPU of the process until then, on all of its threads. */
  readonly cpu: number;
}

/**
 * Starts a Node that loads a handler's bundle, calls it once and says what it answered, as Lambda's runtime does.
 *
 * @throws Error when it does not answer, or not what proves that it did its work
 */
export async function start(
  executable: string,
  folder: string,
  call: HandlerCall,
  environment: Readonly<Record<string, string>>,
): Promise<Start> {
  const program = join(folder, `start-${call.name}.mjs`);
  await writeFile(program, driver(call));
  const began = performance.now();
  const child = spawn(executable, ['--no-warnings', program], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said: Start | null = null;
  for await (const line of createInterface(child.stdout)) {
    const [, cpu, answer] = /^answer (\d+) (.*)$/.exec(line) ?? [];
    if (answer === undefined) continue;
    said = { elapsed: performance.now() - began, cpu: Number(cpu) / 1_000 };
    if (!answer.includes(call.proof)) throw new Error(`${call.name} answered ${answer}`);
  }
  await exited;
  if (said === null) throw new Error(`${call.name} did not answer`);
  return said;
}

function driver({ name, event }: HandlerCall): string {
  return [
    `import { handler } from './${name}.mjs';`,
    `const answer = await handler(${JSON.stringify(event)}, { awsRequestId: 'r1', getRemainingTimeInMillis: () => 10_000 });`,
    `const { user, system } = process.cpuUsage();`,
    `console.log('answer ' + (user + system) + ' ' + JSON.stringify(answer));`,
    `process.exit();`,
  ].join('\n');
}
