import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { Agent } from 'node:https';
import { CREDENTIALS, inWindow, type Sender, type SenderOptions } from './sender.js';

/** `PostToConnectionCommand` with everything at its default but the number of sockets. */
export function sdkSender({ url, ca, window }: SenderOptions): Sender {
  const agent = { maxSockets: window, keepAlive: true };
  const requestHandler = url.startsWith('https:')
    ? { httpsAgent: new Agent({ ...agent, ...(ca === null ? {} : { ca }) }) }
    : { httpAgent: agent };
  return sender(new ApiGatewayManagementApiClient({ ...basics(url), requestHandler }), window);
}

/** The same client with nothing beneath it: no signature, no socket, an answer out of thin air. */
export function sdkBareSender({ url, window }: SenderOptions): Sender {
  const requestHandler = {
    handle: () => Promise.resolve({ response: { statusCode: 200, headers: {}, body: new Uint8Array(0) } }),
  };
  const signer = { sign: <T>(request: T) => Promise.resolve(request) };
  return sender(new ApiGatewayManagementApiClient({ ...basics(url), requestHandler, signer }), window);
}

function basics(url: string) {
  return { endpoint: url, region: 'eu-west-1', credentials: CREDENTIALS };
}

function sender(client: ApiGatewayManagementApiClient, window: number): Sender {
  return {
    async send(body, ids) {
      const data = Buffer.from(body);
      await inWindow(ids, window, async (id) => {
        await client.send(new PostToConnectionCommand({ ConnectionId: id, Data: data }));
      });
    },
  };
}
