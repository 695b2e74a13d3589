import { ApiGatewayMessageGateway, type GatewayOptions } from '@serverless-ws/chat-apigw';
import type { MessageGateway } from '@serverless-ws/chat-domain';

/** The gateway, in a file of its own, as some functions load it lazily. */
export function gatewayOf(options: GatewayOptions): MessageGateway {
  return new ApiGatewayMessageGateway(options);
}
