import { expect, it } from '@jest/globals';

import { authorizerEvent } from '../../../test/events.js';
import { VARIABLES } from '../../../test/variables.js';
import { authorizerHandler } from '../../handlers/authorizer-handler.js';
import { authorizerPorts } from './authorizer-ports.js';

it('makes an authorizer that refuses what is no token', async () => {
  const event = authorizerEvent({ Authorization: 'Bearer no-token' });
  await expect(authorizerHandler(authorizerPorts(VARIABLES))(event)).rejects.toThrow('Unauthorized');
});

it('takes the allowed origins from the environment', async () => {
  const ports = authorizerPorts({ ...VARIABLES, CHAT_ALLOWED_ORIGINS: 'https://chat.example.com' });
  const event = authorizerEvent({ Origin: 'https://elsewhere.example.com' });
  const { policyDocument } = await authorizerHandler(ports)(event);
  expect(policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
});

it('is refused without a key, by the name of the variable', () => {
  expect(() => authorizerPorts({ ...VARIABLES, JWT_SECRET: '' })).toThrow('JWT_SECRET is missing');
});
