'use client';

import type { Consent, ContactConsent, Conversation } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

const ROUTE = '/api/v1/contacts/{contactId}/consent' as const;

export function useConsent({ id, contact }: Conversation) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.consent(tenant.slug, id),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET(ROUTE, { params: { path: { contactId: contact.id } }, signal })),
  });
}

/** What the API then says counts: somebody may have written a stop word meanwhile. */
export function useSetConsent({ id, contact }: Conversation) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const queryKey = queryKeys.consent(tenant.slug, id);
  return useMutation({
    mutationFn: async (consent: Consent) =>
      unwrap(
        await apiFor(tenant.slug).PUT(ROUTE, {
          params: { path: { contactId: contact.id } },
          body: { consent },
        }),
      ),
    onSuccess: (said) => queryClient.setQueryData<ContactConsent>(queryKey, said),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}
