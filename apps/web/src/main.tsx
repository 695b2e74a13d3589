import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { Crash } from './crash.js';
import { followTheme } from './preferences/preferences.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followTheme(document.documentElement);
createRoot(root).render(
  <StrictMode>
    <Crash>
      <App />
    </Crash>
  </StrictMode>,
);
