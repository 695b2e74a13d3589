import { authorizerHandler, flushed } from '@serverless-ws/chat-lambda';
import { authorizerPorts } from '@serverless-ws/chat-lambda/aws';

const ports = authorizerPorts(process.env);

/** The function behind the request authorizer. Holds no AWS SDK: it runs at every handshake. */
export const handler = flushed(ports.logger, authorizerHandler(ports));

await ports.ready;
// Warnings about settings are logged at the start, not at the first handshake.
await ports.logger.flush();
