import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import type { MessagesEvent } from '@serverless-ws/chat-domain';
import { CREDENTIALS, type Sender, type SenderOptions } from './sender.js';

/** Members in one page of a broadcast. */
const PAGE = 1_000;

/** The gateway of this repository, as `Broadcast` uses it. */
export function gatewaySender({ url, ca, window }: SenderOptions): Sender {
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url },
    region: 'eu-west-1',
    credentials: () => Promise.resolve(CREDENTIALS),
    window,
    ...(ca === null ? {} : { ca }),
  });
  return {
    async send(body, ids) {
      const options = { deadline: Date.now() + 120_000 };
      const { delivered } = await gateway.deliver(news(body), pages(ids), options);
      if (delivered !== ids.length) throw new Error(`${delivered} of ${ids.length} delivered`);
    },
  };
}

async function* pages(ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += PAGE) {
    yield ids.slice(at, at + PAGE).map((connectionId) => ({ connectionId, connectedAt: 0 }));
  }
}

function news(text: string): MessagesEvent {
  const sender = { id: '123', name: 'Dev User' };
  const reservedAt = Date.UTC(2026, 0, 1);
  const expiresAt = reservedAt + 86_400_000;
  const entries = [{ kind: 'message' as const, seq: 1, reservedAt, expiresAt, id: 'm1', sender, text }];
  return { type: 'messages', room: 'lobby', epoch: 'e1', entries };
}
