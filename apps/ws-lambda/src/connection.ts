import { connectionHandler, flushed } from '@serverless-ws/chat-lambda';
import { connectionPorts } from '@serverless-ws/chat-lambda/aws';

const ports = connectionPorts(process.env);

/** The function behind `$connect` and `$disconnect`. Posts nothing, but for presence, so it holds no gateway at its start. */
export const handler = flushed(ports.logger, connectionHandler(ports));
