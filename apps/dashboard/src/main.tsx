import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { makeQueryClient } from './api/query-client.js';
import { makeRouter } from './router.js';
import './styles/index.css';

// The server’s content policy forbids code made from text, which zod would otherwise try.
z.config({ jitless: true });

const queryClient = makeQueryClient(() => {
  if (!location.pathname.startsWith('/sign-in')) router.navigate({ to: '/sign-in' });
});
const router = makeRouter(queryClient);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
