import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ClientContext } from './client/client-context.ts';
import { takeToken } from './client/token.ts';
import { createLockedClient, createWebClient } from './client/web-client.ts';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { adoptPreferences, usePreferences } from './stores/preferences.ts';
import './styles.css';

const { token, cleanUrl } = takeToken(location.href, sessionStorage);
if (cleanUrl !== null) history.replaceState(null, '', cleanUrl);

adoptPreferences(usePreferences.getState());
const client = token === null ? createLockedClient() : createWebClient(location.origin, token);

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
