// Ten thousand connections to one gateway: a broadcast that each receives once, then two hours of emulated time.
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { ManualClock, startGateway } from '../src/index.js';
import { order, type Report } from './report.js';

const count = Number(process.argv[2] ?? 10_000);
const minute = 60_000;
const clock = new ManualClock();
let talked = 0;
let disconnected = 0;

const ok = { statusCode: 200 };
const gateway = await startGateway({
  credentials: 'unsigned',
  quotas: 'off',
  clock,
  routes: {
    $connect: { invoke: () => ok },
    $disconnect: { invoke: () => (disconnected++, ok) },
    $default: { invoke: () => (talked++, ok) },
  },
});
const clients = fork(new URL('clients.ts', import.meta.url));
clients.once('exit', (code) => code === null || process.exit(code || 1));
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

function post(id: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = `${gateway.managementUrl}/%40connections/${encodeURIComponent(id)}`;
    const call = request(url, { method: 'POST', agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject).end('a broadcast');
  });
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  const seconds = ((performance.now() - from) / 1000).toFixed(2);
  const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(`${what.padEnd(52)} ${seconds.padStart(7)} s   gateway process ${rss} MB`);
  return result;
}

/** Polls until the report is as expected; the time may vary with the machine, the result may not. */
async function until(isReached: (report: Report) => boolean): Promise<Report> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const report = await order(clients, { do: 'report' });
    if (isReached(report)) return report;
    if (performance.now() > deadline) throw new Error(`not reached: ${JSON.stringify(report)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Half of the clients send a message every nine minutes, the others never. */
async function twoHours(): Promise<void> {
  for (let passed = 9; passed < 120; passed += 9) {
    clock.advance(9 * minute);
    const before = talked;
    await order(clients, { do: 'talk' });
    await until(() => talked === before + count / 2);
    await until(({ open }) => open === (passed < 10 ? count : count / 2));
  }
  clock.advance(2 * minute);
  await until(({ open }) => open === count / 2);
  clock.advance(minute);
  await until(({ open }) => open === 0);
}

console.log(`${count} connections, Node ${process.version}`);
await timed('connected', () => order(clients, { do: 'connect', url: gateway.url, count }));
const statuses = await timed('posted to each', () =>
  Promise.all(gateway.connections().map(({ id }) => post(id))),
);
const report = await timed('received by each', () => until(({ copies }) => copies['0'] === undefined));
await timed('two emulated hours', twoHours);
const end = await until(({ closed }) => closed['1001'] === count);

const accepted = statuses.filter((status) => status === 200).length;
console.log(`posts with status 200: ${accepted}; copies received: ${JSON.stringify(report.copies)}`);
console.log(`closed by code: ${JSON.stringify(end.closed)}; $disconnect ran ${disconnected} times`);
console.log(`process of the clients: ${Math.round(end.rss / 2 ** 20)} MB`);
clients.kill();
agent.destroy();
await gateway.close();
const isRight = accepted === count && report.copies['1'] === count && disconnected === count;
process.exitCode = isRight ? 0 : 1;
console.log(isRight ? 'as expected' : 'NOT as expected');
