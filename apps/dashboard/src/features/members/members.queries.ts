'use client';

import type { Member } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import type { Role } from '../roles/role-names';

export function useMembers() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.members(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/members', { signal })).data,
  });
}

type RoleChange = { member: Member; role: Role };

/** Shown at once; taken back when the API refuses. */
export function useChangeRole() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const key = queryKeys.members(tenant.slug);
  const show = (changed: Member) =>
    queryClient.setQueryData<Member[]>(key, (members) =>
      members?.map((member) => (member.id === changed.id ? changed : member)),
    );
  return useMutation({
    scope: { id: `members-${tenant.slug}` },
    mutationFn: async ({ member, role }: RoleChange) =>
      unwrap(
        await apiFor(tenant.slug).PATCH('/api/v1/members/{memberId}', {
          params: { path: { memberId: member.id }, header: { 'If-Match': `"${member.version}"` } },
          body: { role },
        }),
      ),
    onMutate: async ({ member, role }) => {
      await queryClient.cancelQueries({ queryKey: key });
      show({ ...member, role });
    },
    onSuccess: show,
    onError: (_error, { member }) => show(member),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveMember() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (memberId: string) =>
      unwrap(
        await apiFor(tenant.slug).DELETE('/api/v1/members/{memberId}', { params: { path: { memberId } } }),
      ),
    // With a member go their assignments, so whatever the workspace shows may have changed.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.tenant(tenant.slug) }),
  });
}
