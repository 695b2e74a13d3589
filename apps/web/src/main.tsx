import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { Crash } from './crash.js';
import { followTheme } from './preferences/preferences.js';
import { begin } from './session/begin.js';

// On its way while the first screen is rendered.
const beginning = begin();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followTheme(document.documentElement);
createRoot(root).render(
  <StrictMode>
    <Crash>
      <App beginning={beginning} />
    </Crash>
  </StrictMode>,
);
