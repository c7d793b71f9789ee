'use client';

import { useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

const SIMULATED_NAME = 'Simulated number';

type Values = { accessToken: string; phoneNumberId?: string; wabaId?: string };

export type NewNumber = {
  name: string;
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
  accessToken: string;
};

/** None of these is kept anywhere: the token is among what they are given. */
export function useConnecting() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const client = apiFor(tenant.slug);
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: queryKeys.channels(tenant.slug) });
    await queryClient.invalidateQueries({ queryKey: queryKeys.checklist(tenant.slug) });
  };
  return {
    validate: async (values: Values) =>
      unwrap(await client.POST('/api/v1/channels/validate', { body: { provider: 'whatsapp', ...values } })),
    /** Answers the id of the channel. */
    connect: async (body: NewNumber) => {
      const { id } = unwrap(await client.POST('/api/v1/channels', { body }));
      await refresh();
      return id;
    },
    /** Answers the id of the channel. */
    simulate: async () => {
      const { channelId } = unwrap(
        await client.POST('/api/v1/channels/simulated', { body: { name: SIMULATED_NAME } }),
      );
      await refresh();
      return channelId;
    },
    subscribe: async (channelId: string) =>
      unwrap(
        await client.POST('/api/v1/channels/{channelId}/subscribe', { params: { path: { channelId } } }),
      ),
  };
}
