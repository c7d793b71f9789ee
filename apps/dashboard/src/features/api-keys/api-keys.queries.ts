'use client';

import type { Scope } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useConfirmed } from '@/confirmation/confirmation';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

export function useApiKeys(isEnabled = true) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.apiKeys(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/api-keys', { signal })).data,
    enabled: isEnabled,
  });
}

type NewKey = { name: string; scopes: Scope[]; expiresAt: string | null };

/** Asks for the password first when that was long ago. */
export function useCreateApiKey() {
  const { tenant } = useWorkspace();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (body: NewKey) =>
      confirmed(async () => unwrap(await apiFor(tenant.slug).POST('/api/v1/api-keys', { body }))),
    // The answer holds the key itself, so it is not kept once nobody shows it.
    gcTime: 0,
    onSettled: useRefreshApiKeys(),
  });
}

export function useRotateApiKey(apiKeyId: string) {
  const { tenant } = useWorkspace();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (overlapHours: number) =>
      confirmed(async () =>
        unwrap(
          await apiFor(tenant.slug).POST('/api/v1/api-keys/{apiKeyId}/rotation', {
            params: { path: { apiKeyId } },
            body: { overlapHours },
          }),
        ),
      ),
    gcTime: 0,
    onSettled: useRefreshApiKeys(),
  });
}

export function useRenameApiKey(apiKeyId: string) {
  const { tenant } = useWorkspace();
  return useMutation({
    mutationFn: async ({ name, version }: { name: string; version: number }) =>
      unwrap(
        await apiFor(tenant.slug).PATCH('/api/v1/api-keys/{apiKeyId}', {
          params: { path: { apiKeyId }, header: { 'If-Match': `"${version}"` } },
          body: { name },
        }),
      ),
    onSettled: useRefreshApiKeys(),
  });
}

export function useRevokeApiKey(apiKeyId: string) {
  const { tenant } = useWorkspace();
  return useMutation({
    mutationFn: async () =>
      unwrap(
        await apiFor(tenant.slug).DELETE('/api/v1/api-keys/{apiKeyId}', { params: { path: { apiKeyId } } }),
      ),
    onSettled: useRefreshApiKeys(),
  });
}

function useRefreshApiKeys() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: queryKeys.apiKeys(tenant.slug) });
}
