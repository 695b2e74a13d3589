// src/authorizer.ts
import { authorizerHandler, flushed } from '@serverless-ws/chat-lambda';
import { authorizerPorts } from '@serverless-ws/chat-lambda/aws';

const ports = authorizerPorts(process.env);

export const handler = flushed(ports.logger, authorizerHandler(ports));
