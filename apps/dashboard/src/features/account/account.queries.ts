'use client';

import type { Me } from '@parley/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useConfirmed } from '@/confirmation/confirmation';
import { api } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';

export function useSessions() {
  return useQuery({
    queryKey: queryKeys.sessions(),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/sessions', { signal })).data,
  });
}

/** What people can do to their own account. Each throws ApiProblem; what is sensitive asks for the password first. */
export function useAccountDeeds() {
  const queryClient = useQueryClient();
  const confirmed = useConfirmed();
  const meChanged = () => queryClient.invalidateQueries({ queryKey: queryKeys.me() });
  const sessionsChanged = () => queryClient.invalidateQueries({ queryKey: queryKeys.sessions() });

  return {
    async rename(name: string): Promise<void> {
      const me = unwrap(await api.PATCH('/api/v1/me', { body: { name } }));
      queryClient.setQueryData<Me>(queryKeys.me(), me);
    },
    async changePassword(currentPassword: string, newPassword: string): Promise<void> {
      unwrap(await api.PUT('/api/v1/me/password', { body: { currentPassword, newPassword } }));
      await sessionsChanged();
    },
    /** A secret that counts for nothing until a code made with it was entered. */
    beginTwoFactor: () => confirmed(async () => unwrap(await api.POST('/api/v1/me/two-factor'))),
    /** The recovery codes, once. The account is asked for a code from now on. */
    activateTwoFactor: async (code: string) =>
      unwrap(await api.POST('/api/v1/me/two-factor/activation', { body: { code } })).recoveryCodes,
    async disableTwoFactor(): Promise<void> {
      await confirmed(async () => unwrap(await api.DELETE('/api/v1/me/two-factor')));
      await meChanged();
    },
    /** New recovery codes, once; the ones before are void. */
    renewRecoveryCodes: async () =>
      (await confirmed(async () => unwrap(await api.POST('/api/v1/me/recovery-codes')))).recoveryCodes,
    async endSession(sessionId: string): Promise<void> {
      const result = await api.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId } } });
      // One that is gone already is what was wanted.
      if (result.response.status !== 404) unwrap(result);
      await sessionsChanged();
    },
    async endOtherSessions(): Promise<void> {
      unwrap(await api.DELETE('/api/v1/sessions'));
      await sessionsChanged();
    },
    meChanged,
  };
}
