import { ACTIONS, EVENTS, type AnyActionDescriptor } from '@serverless-ws/chat-protocol';
import { eventId } from './event-id.js';
import { NEWS } from './news.js';
import { frameSchemas } from './frame-schemas.js';
import { protocolExamples } from './protocol-examples.js';
import { SECURITY_SCHEMES, SERVERS } from './servers.js';

/** The one channel: frames of both directions share a socket. */
const CHANNEL = '#/channels/chat';

/**
 * The protocol as an AsyncAPI document, from the server's point of view: it receives actions, and sends the rest.
 * @param protocol - the text of PROTOCOL.md, for its examples
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncApiDocument(protocol: string) {
  const examples = protocolExamples(protocol);
  const frames = [
    ...Object.keys(ACTIONS).map((name) => ({ id: name, name })),
    ...Object.keys(EVENTS).map((name) => ({ id: eventId(name), name })),
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Serverless WS Chat',
      version: 'chat.v1',
      description:
        'Generated from the schemas of @serverless-ws/chat-protocol. What the frames mean, and how a client loses ' +
        'nothing: PROTOCOL.md.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels: {
      chat: {
        address: '/',
        messages: Object.fromEntries(frames.map(({ id }) => [id, reference(`#/components/messages/${id}`)])),
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      ...Object.fromEntries(Object.entries(ACTIONS).map(([name, action]) => [name, request(action)])),
      news: {
        action: 'send',
        channel: reference(CHANNEL),
        messages: NEWS.map((type) => message(eventId(type))),
      },
    },
    components: {
      messages: Object.fromEntries(
        frames.map(({ id, name }) => [
          id,
          {
            name,
            payload: reference(`#/components/schemas/${id}`),
            examples: (examples.get(id) ?? []).map((payload) => ({ payload })),
          },
        ]),
      ),
      schemas: frameSchemas(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function request({ name, response }: AnyActionDescriptor) {
  return {
    action: 'receive',
    channel: reference(CHANNEL),
    messages: [message(name)],
    reply: {
      channel: reference(CHANNEL),
      messages: [message(response === 'done' ? response : eventId(response.type)), message('error')],
    },
  };
}

function message(name: string) {
  return reference(`${CHANNEL}/messages/${name}`);
}

function reference($ref: string) {
  return { $ref };
}
