import { ChatProvider } from '@serverless-ws/chat-react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Tea } from './tea.js';

const root = document.getElementById('root');
if (root === null) throw new Error('there is no #root');
const options = { url: 'wss://chat.example.com', getToken: () => 'a.b.c' };
createRoot(root).render(
  <StrictMode>
    <ChatProvider options={options}>
      <Tea />
    </ChatProvider>
  </StrictMode>,
);
