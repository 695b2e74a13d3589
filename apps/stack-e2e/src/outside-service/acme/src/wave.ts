// src/wave.ts: also what your clients import, for `client.request(wave, { room })` and `client.on(waved, …)`
import { defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';

export const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: userIdField } });
export const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });
