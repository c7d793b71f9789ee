'use client';

import type { Message } from '@parley/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

/** Sends the same words again, as a message of its own. */
export function useResend({ id: messageId }: Pick<Message, 'id'>) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/messages/{messageId}/resend', {
          params: { path: { messageId } },
        }),
      ),
    // Also after a refusal: a status may have told by now what became of it.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.conversations(tenant.slug) }),
  });
}
