// Renders the page on a server: once before anything was said, as every first page is.
import assert from 'node:assert/strict';
import { ChatClient } from '@serverless-ws/chat-client';
import { ChatProvider } from '@serverless-ws/chat-react';
import { renderToString } from 'react-dom/server';
import { Tea } from './tea.js';

const client = new ChatClient({ url: 'wss://chat.example.com', getToken: () => 'a.b.c' });
const html = renderToString(
  <ChatProvider client={client}>
    <Tea />
  </ChatProvider>,
);
assert.match(html, /^<section><h1>idle<!-- -->, /);
assert.match(html, /Say hello/);
console.log('react ok');
