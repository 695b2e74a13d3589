// TypeScript as bundlers resolve it, with the browser's types: what a web page imports.
import { ChatClient } from '@serverless-ws/chat-client';
import { isChatError } from '@serverless-ws/chat-domain';
import { SUBPROTOCOL, parseServerFrame, type ServerFrame } from '@serverless-ws/chat-protocol';

export function show(text: string): string {
  const frame: ServerFrame | null = parseServerFrame(text);
  return frame?.type === 'bye' ? frame.reason : SUBPROTOCOL;
}

export const client: typeof ChatClient = ChatClient;
export const guard: (error: unknown) => boolean = isChatError;
