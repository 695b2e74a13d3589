// CHAT_URL=ws://127.0.0.1:3001/dev CHAT_TOKEN=… npm start -w @serverless-ws/example-bot
import { ChatClient } from '@serverless-ws/chat-client';
import { echoBot } from './echo-bot.js';

const { CHAT_URL: url, CHAT_TOKEN: token } = process.env;
if (!url || !token) throw new Error('Set CHAT_URL and CHAT_TOKEN.');

const client = new ChatClient({ url, getToken: () => token });
client.on('state', (state) => console.log(state.status, 'reason' in state ? state.reason : ''));
process.once('SIGINT', () => client.close());
echoBot(client);
