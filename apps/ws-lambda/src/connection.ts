import { connectionHandler } from '@serverless-ws/chat-lambda';
import { connectionPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind `$connect` and `$disconnect`. Posts nothing, but for presence, so it holds no gateway at its start. */
export const handler = connectionHandler(connectionPorts(process.env));
