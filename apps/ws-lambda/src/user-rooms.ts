import { userRoomActions } from '@serverless-ws/chat-dispatch';
import { flushed, frameHandler } from '@serverless-ws/chat-lambda';
import { framePorts, lazyGatewayOf, lazyLoggerOf, userRoomsOf } from '@serverless-ws/chat-lambda/aws';

const makers = { loggerOf: lazyLoggerOf, gatewayOf: lazyGatewayOf, userRoomsOf };
const ports = framePorts(process.env, makers);

/** The function behind `listRooms`, `browseRooms`, `markRead`, `block` and `unblock`. */
export const handler = flushed(ports.logger, frameHandler(ports, userRoomActions));
