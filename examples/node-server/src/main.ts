// JWT_SECRET=… npm start -w @serverless-ws/example-node-server
import { DEFAULT_FLOOD_LIMITS } from '@serverless-ws/chat-domain';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import { startChatServer } from './chat-server.js';

const { JWT_SECRET: secret, PORT = '3001', ORIGINS = '' } = process.env;
if (!secret) throw new Error('Set JWT_SECRET.');
const verifier = new JwtTokenVerifier({ secret }, { clock: { now: () => Date.now() }, logger: console });
const server = await startChatServer(verifier, {
  port: Number(PORT),
  origins: ORIGINS.split(' '),
  flood: DEFAULT_FLOOD_LIMITS,
});
console.log(`wscat -c ${server.url} -H "Authorization: <JWT_TOKEN>"`);
process.once('SIGINT', () => void server.close());
