'use client';

import type { Me } from '@parley/api-client';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import { api } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';

const MeContext = createContext<Me | null>(null);

/** Who is signed in, as the server knew it when it made the page. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in, kept up to date. Throws outside MeProvider. */
export function useMe(): Me {
  const initialData = use(MeContext);
  if (!initialData) throw new Error('useMe is only for what MeProvider holds.');
  return useQuery({
    queryKey: queryKeys.me(),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/me', { signal })),
    initialData,
  }).data;
}
