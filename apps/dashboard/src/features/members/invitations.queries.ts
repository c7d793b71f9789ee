'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import type { Role } from '../roles/role-names';

/** Those that may still be accepted, and those that could be renewed. */
export function useOpenInvitations() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.invitations(tenant.slug),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET('/api/v1/invitations', { signal })).data,
    select: (invitations) => invitations.filter(({ state }) => state === 'waiting' || state === 'expired'),
  });
}

export function useInvite() {
  const { tenant } = useWorkspace();
  return useMutation({
    mutationFn: async (body: { email: string; role: Role }) =>
      unwrap(await apiFor(tenant.slug).POST('/api/v1/invitations', { body })),
  });
}

/** A new link for the same invitation; the one before dies. */
export function useRenewLink() {
  const { tenant } = useWorkspace();
  const refresh = useRefreshInvitations();
  return useMutation({
    mutationFn: async (invitationId: string) =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/invitations/{invitationId}/link', {
          params: { path: { invitationId } },
        }),
      ),
    onSettled: refresh,
  });
}

export function useRevokeInvitation() {
  const { tenant } = useWorkspace();
  const refresh = useRefreshInvitations();
  return useMutation({
    mutationFn: async (invitationId: string) =>
      unwrap(
        await apiFor(tenant.slug).DELETE('/api/v1/invitations/{invitationId}', {
          params: { path: { invitationId } },
        }),
      ),
    onSettled: refresh,
  });
}

export function useRefreshInvitations() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: queryKeys.invitations(tenant.slug) });
    await queryClient.invalidateQueries({ queryKey: queryKeys.checklist(tenant.slug) });
  };
}
