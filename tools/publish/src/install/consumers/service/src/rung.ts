import { defineAction, roomField } from '@serverless-ws/chat-protocol';

export const ring = defineAction({ name: 'acme.ring', fields: { room: roomField }, response: 'done' });
