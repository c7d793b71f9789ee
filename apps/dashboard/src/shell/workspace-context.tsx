'use client';

import type { Tenant } from '@parley/api-client';
import { createContext, use } from 'react';

type WorkspaceContextValue = { tenant: Tenant; simulatorUrl: string | null };

export const WorkspaceContext = createContext<WorkspaceContextValue | null>(null);

/** The tenant whose pages these are. Throws outside the shell. */
export function useWorkspace(): WorkspaceContextValue {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace is only for what the shell holds.');
  return workspace;
}
