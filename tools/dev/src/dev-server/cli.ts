// `npm start [-- flags]`: the whole chat on this machine. What it prints for people and programs goes to standard
// output, what the functions log to standard error.
import { messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { recordRun } from '@serverless-ws/local-stack/token/run-record.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { banner, jsonLine } from './banner.js';
import { readableLog } from './log-line.js';
import { buildPage, type Page } from '../web-server/build-page.js';
import { startWebServer, type SignedIn, type WebServer } from '../web-server/start-web-server.js';
import { devServerOptions, USAGE, type DevServerOptions } from './dev-server-options.js';
import { watchSources } from './source-watch.js';

/** Milliseconds in which everything ends, or is left to the operating system. */
const PATIENCE = 900;

/** Milliseconds between looks at whether the parent process is still there. */
const PARENT_CHECK = 250;

await runCommand('start', USAGE, async () => {
  const options = devServerOptions(process.argv.slice(2));
  const { stack, close } = await start(options);
  const watch = watchSources(() => reload(stack));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), PATIENCE).unref();
    void Promise.all([watch.close(), close()]).finally(() => process.exit(0));
  };
  // npm hands a signal to its shell, which dies of it and passes it on to no process.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || end(), PARENT_CHECK).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
});

async function start(
  options: DevServerOptions,
): Promise<{ stack: LocalStack; close: () => Promise<unknown> }> {
  const { port, stage, queue, dataDir, json, verbose } = options;
  const isRaw = json || verbose;
  const began = performance.now();
  const opened: (() => Promise<void>)[] = [];
  const close = () => Promise.allSettled(opened.map((closeOne) => closeOne()));
  const failed = new AbortController();
  const building = options.page ? buildPage(failed.signal) : Promise.resolve(null);
  // Seen when it is awaited; a stack that does not start is the first thing to tell.
  building.catch(() => undefined);
  opened.push(async () => (await building)?.remove());
  try {
    const stack = await startLocalStack({
      port,
      stage,
      ...(queue && { queue }),
      environment: process.env,
      ...(dataDir !== undefined && { dataDir }),
      log: (functionName, text) =>
        process.stderr.write(isRaw ? `${functionName}  ${text}` : readableLog(functionName, text)),
    });
    opened.push(() => stack.close());
    const isSecretGiven = process.env['JWT_SECRET'] !== undefined;
    // A secret that was given is not written to a disk.
    const secret = isSecretGiven ? undefined : stack.secret;
    const forget = recordRun(stack.url, { secret, invokeUrl: stack.invokeUrl });
    opened.push(async () => forget());
    const web = await serve(await building, options.webPort, stack);
    opened.push(async () => web?.close());
    const token = stack.token({ sub: 'dev', name: 'Dev User', roles: ['admin'] });
    const { url, managementUrl, databaseUrl, queueEndpoint, invokeUrl } = stack;
    const access = {
      ...{ url, ...(web !== null && { pageUrl: web.url }), managementUrl, invokeUrl, databaseUrl },
      table: stack.deployment.tables[0]?.TableName ?? '',
      ...(queueEndpoint !== undefined && { queueUrl: queueEndpoint }),
      ...(dataDir !== undefined && { dataDir }),
      ...{ token, isSecretGiven },
    };
    console.log((json ? jsonLine : banner)(access));
    console.error(`ready after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    return { stack, close };
  } catch (error) {
    failed.abort();
    void close();
    throw error;
  }
}

function serve(page: Page | null, port: number, stack: LocalStack): Promise<WebServer | null> {
  if (page === null) return Promise.resolve(null);
  const mint = (who: SignedIn) => stack.token(who);
  return startWebServer({ folder: page.folder, port, webSocketUrl: stack.url, mint });
}

async function reload(stack: LocalStack): Promise<void> {
  try {
    await stack.reload();
    console.error('reloaded');
  } catch (error) {
    console.error(`not reloaded: ${messageOf(error)}`);
  }
}
