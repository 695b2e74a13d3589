import type { GatewayOptions } from '@serverless-ws/chat-apigw';
import type { MessageGateway } from '@serverless-ws/chat-domain';

/** A gateway that is loaded when it is first needed: for functions that post only to whom they send away. */
export function lateGatewayOf(options: GatewayOptions): MessageGateway {
  let loading: Promise<MessageGateway> | undefined;
  const loaded = () => (loading ??= import('./gateway.js').then(({ gatewayOf }) => gatewayOf(options)));
  return {
    deliver: async (event, recipients, how) => (await loaded()).deliver(event, recipients, how),
    disconnect: async (connectionId) => (await loaded()).disconnect(connectionId),
  };
}
