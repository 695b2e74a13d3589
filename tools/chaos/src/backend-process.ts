// The backend of a chaos run: the real gateway, handlers and adapters, with everything that can go wrong in between.
import { startGateway } from '@serverless-ws/apigw-emulator';
import { documentClient } from '@serverless-ws/chat-dynamo';
import { backendRoutes } from './backend-routes.js';
import { API_ID, LOCAL, type BackendMessage, type BackendSettings } from './backend-settings.js';
import { backendStores } from './backend-stores.js';
import { openBusyQueue, startBusyWorkers } from './busy-workers.js';
import { invocationPorts } from './invocation-ports.js';
import { deliverToAll } from './deliver-to-all.js';
import { InvocationFaults } from './invocation-faults.js';
import { PostingGateway } from './posting-gateway.js';
import { startInvokeEndpoint } from './publish/invoke-endpoint.js';
import { StalledConnections } from './stalled-connections.js';
import { staleReads } from './stale-reads.js';
import { startTlsFront } from './tls-front.js';

const settings: BackendSettings = JSON.parse(process.env['CHAOS_BACKEND'] ?? '{}');
const faults = new InvocationFaults(settings.seed);
const stalled = new StalledConnections();
const posting = new PostingGateway(await startTlsFront(settings.port));
const client = documentClient({
  ...LOCAL,
  endpoint: settings.databaseUrl,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
});
staleReads(client, settings.inject === 'stale-read');

const busy = await openBusyQueue(settings.queueEndpoint);
const ports = invocationPorts({ ...settings, ...busy, client, faults, posting });

await startGateway({
  port: settings.port,
  apiId: API_ID,
  credentials: (accessKeyId) =>
    accessKeyId === LOCAL.credentials.accessKeyId ? LOCAL.credentials.secretAccessKey : undefined,
  quotas: 'off',
  // A handler that was killed must not hold its client's next frame for half a minute.
  limits: { integrationTimeoutMs: 10_000 },
  faults: (operation) =>
    stalled.meet(operation) ??
    (operation.kind === 'management' && faults.failsPost() ? { outcome: { status: 500 } } : undefined),
  ...backendRoutes({ ports, faults, secret: settings.secret }),
});
startBusyWorkers(busy, ports, faults);
await startInvokeEndpoint(settings.invokePort, ports, faults);

process.on('message', (message: BackendMessage) => {
  if (message === 'cool') posting.cool();
  else if (message === 'deliver') {
    faults.isOn = false;
    stalled.forget();
    deliverToAll({ client, port: settings.port, ...backendStores({ client, ...settings }) })
      // Rows that are left then tell of it.
      .catch((error: unknown) => console.error(error))
      .finally(() => process.send?.('delivered'));
  } else faults.isOn = message.chaos;
});
process.send?.('ready');
