// src/connection.ts
import { connectionHandler, flushed } from '@serverless-ws/chat-lambda';
import { connectionPorts } from '@serverless-ws/chat-lambda/aws';

const ports = connectionPorts(process.env);

export const handler = flushed(ports.logger, connectionHandler(ports));
