/** Starts the console. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/tokens.css';
import './theme/global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { queryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';
import { startLanguages } from './i18n/i18n.ts';
import { Look } from './theme/Look.tsx';

// The content policy forbids code made from text; the schemas work without.
z.config({ jitless: true });
startLanguages();

const element = document.getElementById('console');
if (!element) throw new Error('index.html has no #console');

createRoot(element).render(
  <QueryClientProvider client={queryClient}>
    <Look>
      <RouterProvider router={router} />
    </Look>
  </QueryClientProvider>,
);
