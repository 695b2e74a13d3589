import { expect, it } from '@jest/globals';

import { VARIABLES } from '../../../test/variables.js';
import { connectionPorts } from './connection-ports.js';

it('needs no address to post to, and makes no gateway', () => {
  expect(connectionPorts({ ...VARIABLES, CHAT_CALLBACK_URL: '' })).not.toHaveProperty('gateway');
});

it('needs an address where connections are limited, to ask which of them exist', () => {
  const limited = { ...VARIABLES, CHAT_CONNECTIONS_PER_USER: '3' };
  expect(connectionPorts(limited).gateway).toBeDefined();
  expect(() => connectionPorts({ ...limited, CHAT_CALLBACK_URL: '' })).toThrow(
    'CHAT_CALLBACK_URL is missing',
  );
});

it('takes the limit of connections from the environment', () => {
  const ports = connectionPorts({ ...VARIABLES, CHAT_CONNECTIONS_PER_USER: '3' });
  expect(ports.settings?.connectionsPerUser).toBe(3);
});
