import { show } from '../bundler/index.js';
import { ChatClient } from '@serverless-ws/chat-client';

document.title = show('{"type":"bye","reason":"kicked","reconnect":false}') + String(typeof ChatClient);
