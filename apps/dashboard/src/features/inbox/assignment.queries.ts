'use client';

import type { Conversation } from '@parley/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

type Assignee = Conversation['assignee'];

/** Gives the conversation to a member, or with null to nobody. Shown at once; taken back when the API refuses. */
export function useAssign(conversation: Conversation) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const path = { conversationId: conversation.id };
  const detail = queryKeys.conversationDetail(tenant.slug, conversation.id);
  const show = (assignee: Assignee) =>
    queryClient.setQueryData<Conversation>(detail, (now) => ({ ...(now ?? conversation), assignee }));
  return useMutation({
    scope: { id: `assignment-${conversation.id}` },
    mutationFn: async (assignee: Assignee) => {
      const route = '/api/v1/conversations/{conversationId}/assignment' as const;
      return assignee
        ? unwrap(
            await apiFor(tenant.slug).PUT(route, { params: { path }, body: { memberId: assignee.memberId } }),
          )
        : unwrap(await apiFor(tenant.slug).DELETE(route, { params: { path } }));
    },
    onMutate: async (assignee) => {
      await queryClient.cancelQueries({ queryKey: detail });
      show(assignee);
    },
    onSuccess: (changed) => show(changed.assignee),
    onError: () => show(conversation.assignee),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: detail });
      await queryClient.invalidateQueries({ queryKey: queryKeys.conversationList(tenant.slug) });
    },
  });
}
