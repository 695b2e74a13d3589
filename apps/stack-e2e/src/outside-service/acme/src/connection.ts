// src/connection.ts
import { connectionHandler } from '@serverless-ws/chat-lambda';
import { connectionPorts } from '@serverless-ws/chat-lambda/aws';

export const handler = connectionHandler(connectionPorts(process.env));
