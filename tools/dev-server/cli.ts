// `npm start [-- flags]`: the whole chat on this machine. What it prints for people and programs goes to standard
// output, what the functions log to standard error.
import { messageOf, runCommand } from '../command-line/command.js';
import { startLocalStack, type LocalStack } from '../local-stack/start-local-stack.js';
import { banner, jsonLine } from './banner.js';
import { devServerOptions, USAGE, type DevServerOptions } from './dev-server-options.js';
import { watchSources } from './source-watch.js';

/** Milliseconds in which everything ends, or is left to the operating system. */
const PATIENCE = 900;

/** Milliseconds between looks at whether whoever started us is still there. */
const PARENT_CHECK = 250;

await runCommand('start', async () => {
  const options = devServerOptions(process.argv.slice(2));
  if (options === null) return console.log(USAGE);
  const stack = await start(options);
  const watch = watchSources(() => reload(stack));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), PATIENCE).unref();
    void Promise.all([watch.close(), stack.close()]).finally(() => process.exit(0));
  };
  // npm hands a signal to its shell, which dies of it and tells nobody.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || end(), PARENT_CHECK).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
});

async function start({ port, stage, dataDir, json }: DevServerOptions): Promise<LocalStack> {
  const began = performance.now();
  const stack = await startLocalStack({
    port,
    stage,
    environment: process.env,
    ...(dataDir !== undefined && { dataDir }),
    log: (functionName, text) => process.stderr.write(`${functionName}  ${text}`),
  });
  const token = stack.token({ sub: 'dev', name: 'Dev User', roles: ['admin'] });
  console.log((json ? jsonLine : banner)({ url: stack.url, managementUrl: stack.managementUrl, token }));
  console.error(`ready after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return stack;
}

async function reload(stack: LocalStack): Promise<void> {
  try {
    await stack.reload();
    console.error('reloaded');
  } catch (error) {
    console.error(`not reloaded: ${messageOf(error)}`);
  }
}
