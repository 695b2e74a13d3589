import { ApiGatewayMessageGateway, type GatewayOptions } from '@serverless-ws/chat-apigw';
import type { MessageGateway } from '@serverless-ws/chat-domain';

/** The gateway. */
export function gatewayOf(options: GatewayOptions): MessageGateway {
  return new ApiGatewayMessageGateway(options);
}
