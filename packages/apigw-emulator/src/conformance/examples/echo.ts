import { startGateway, type MessageEvent } from '../../index.js';

export const gateway = await startGateway({
  credentials: (accessKeyId) => (accessKeyId === 'local' ? 'local-secret' : undefined),
  routes: {
    $connect: { invoke: async () => ({ statusCode: 200 }) },
    $default: {
      invoke: async (event: MessageEvent) => ({ statusCode: 200, body: event.body }),
      routeResponse: true,
    },
  },
});
console.log(gateway.url, gateway.managementUrl); // ws://127.0.0.1:PORT/local http://127.0.0.1:PORT/local
