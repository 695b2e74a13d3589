import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import { ChatError, type MessageGateway } from '@serverless-ws/chat-domain';

/** What is loaded. */
export interface GatewayModule {
  gatewayOf(options: GatewayOptions): MessageGateway;
}

/**
 * A gateway that is loaded when it is first needed: for functions that only post to disconnect a client. Where it
 * cannot be loaded, a call rejects with `ChatError` `unavailable`, and the next tries again.
 */
export function lazyGatewayOf(
  options: GatewayOptions,
  load: () => Promise<GatewayModule> = () => import('./gateway.js'),
): MessageGateway {
  let gateway: MessageGateway | undefined;
  const loaded = async (): Promise<MessageGateway> => {
    try {
      const { gatewayOf } = await load();
      return (gateway ??= gatewayOf(options));
    } catch (cause) {
      throw new ChatError('unavailable', 'The gateway could not be loaded', { cause });
    }
  };
  return {
    deliver: async (event, recipients, how) => (await loaded()).deliver(event, recipients, how),
    disconnect: async (connectionId) => (await loaded()).disconnect(connectionId),
    probe: async (recipient, how) => {
      const ready = await loaded().catch(() => undefined);
      return ready === undefined ? 'unknown' : ready.probe(recipient, how);
    },
  };
}
