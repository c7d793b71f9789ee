'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { asProblem } from './problem';

const MAX_RETRIES = 2;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Hints over the event stream say when something changed; this only covers a hint that was lost.
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => failures < MAX_RETRIES && asProblem(error).mayPass,
      },
    },
  });
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
