/** Where a server may be found; the path of its one channel is that of the stage. */
export const SERVERS = {
  aws: {
    host: '{apiId}.execute-api.{region}.amazonaws.com',
    pathname: '/{stage}',
    protocol: 'wss',
    description: 'API Gateway.',
    variables: {
      apiId: { description: 'Printed by `npm run deploy`.' },
      region: { default: 'eu-central-1' },
      stage: { default: 'dev' },
    },
    security: [{ $ref: '#/components/securitySchemes/authorization' }],
  },
  local: {
    host: '127.0.0.1:3001',
    pathname: '/dev',
    protocol: 'ws',
    description: 'What `npm start` starts.',
    security: [{ $ref: '#/components/securitySchemes/authorization' }],
  },
};

/** How the token comes with the handshake. */
export const SECURITY_SCHEMES = {
  authorization: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A JWT in the header `Authorization`, with or without `Bearer`. Browsers, which cannot set headers, offer two ' +
      'subprotocols instead: `chat.v1` and `chat.jwt.<JWT>`; the server answers `chat.v1`.',
  },
};
