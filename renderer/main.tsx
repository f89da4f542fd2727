import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ClientContext } from './client/client-context.ts';
import { createIpcClient } from './client/ipc-client.ts';
import type { ScreenClient } from './client/screen-client.ts';
import { takeToken } from './client/token.ts';
import { createLockedClient, createWebClient } from './client/web-client.ts';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { adoptPreferences, usePreferences } from './stores/preferences.ts';
import './styles.css';

/** Over the bridge in the desktop window, else over the server this page came from. */
function clientOfThisPage(): ScreenClient {
  if (window.brainkernel !== undefined) return createIpcClient(window.brainkernel);
  const { token, cleanUrl } = takeToken(location.href, sessionStorage);
  if (cleanUrl !== null) history.replaceState(null, '', cleanUrl);
  return token === null ? createLockedClient() : createWebClient(location.origin, token);
}

adoptPreferences(usePreferences.getState());
const client = clientOfThisPage();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <ClientContext value={client}>
          <App />
        </ClientContext>
      </ErrorBoundary>
    </StrictMode>,
  );
}
