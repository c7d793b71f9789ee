'use client';

import type { AuditEventPage } from '@parley/api-client';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useConfirmed } from '@/confirmation/confirmation';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import { saveFile } from '@/ui/save-file';
import { asQuery, type AuditFilters } from './audit-filters';

const PAGE_SIZE = 50;
const CHAIN_STALE_MS = 10 * 60_000;

export function useAuditEvents(filters: AuditFilters) {
  const { tenant } = useWorkspace();
  return useInfiniteQuery({
    queryKey: queryKeys.auditEvents(tenant.slug, filters),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/audit-events', {
          params: {
            query: { ...asQuery(filters), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page: AuditEventPage) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Recomputes the chain of hashes over all events. Dear, so it is asked for seldom. */
export function useAuditChain() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.auditChain(tenant.slug),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET('/api/v1/audit-events/verification', { signal })),
    staleTime: CHAIN_STALE_MS,
    refetchOnWindowFocus: false,
  });
}

export type ExportFormat = 'csv' | 'ndjson';

/** Hands the browser a file of all events that match. Asks for the password first when that was long ago. */
export function useExportAudit(filters: AuditFilters) {
  const { tenant } = useWorkspace();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (format: ExportFormat) =>
      confirmed(async () => {
        const result = await apiFor(tenant.slug).GET('/api/v1/audit-events/export', {
          params: { query: { ...asQuery(filters), format } },
          parseAs: 'blob',
        });
        const named = /filename="([^"]+)"/.exec(result.response.headers.get('content-disposition') ?? '');
        saveFile(unwrap(result), named?.[1] ?? `audit-trail-${tenant.slug}.${format}`);
      }),
  });
}
