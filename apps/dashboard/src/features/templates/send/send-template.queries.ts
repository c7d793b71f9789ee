'use client';

import type { Conversation, Template } from '@parley/api-client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { apiFor } from '@/data/api';
import { ApiProblem, unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

type Values = Readonly<Record<string, unknown>>;

const MOST_OFFERED = 50;
/** Sent all the same: with a warning of its quality, or closed to changes. */
const SENDABLE = 'approved,flagged,locked';

/** What can be sent from a number, the last changed first; of those that match what is searched for. */
export function useSendableTemplates(channelId: string, search: string) {
  const { tenant } = useWorkspace();
  const filters = { status: SENDABLE, channelId, ...(search && { search }) };
  return useQuery({
    queryKey: queryKeys.templateList(tenant.slug, { ...filters, limit: MOST_OFFERED }),
    queryFn: async ({ signal }) => {
      const query = { ...filters, limit: MOST_OFFERED };
      return unwrap(await apiFor(tenant.slug).GET('/api/v1/templates', { params: { query }, signal })).data;
    },
    placeholderData: keepPreviousData,
  });
}

/** What the message would be, with what is known of the contact where nothing is typed. */
export function useTemplateMessage(template: Template, values: Values, { contact }: Conversation) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.templateMessage(tenant.slug, template.id, { values, contactId: contact.id }),
    queryFn: ({ signal }) => made(tenant.slug, template, values, contact.id, signal),
    placeholderData: keepPreviousData,
  });
}

/** Makes the message and has it sent. What is wrong with a value is told as a fault of the field with its name. */
export function useSendTemplate(template: Template, conversation: Conversation) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async (values: Values) => {
      const { body, faults } = await made(tenant.slug, template, values, conversation.contact.id);
      if (body === null) throw asProblem(faults);
      return unwrap(
        await apiFor(tenant.slug).POST('/api/v1/messages', {
          // The same message is sent once, however often somebody tries because no answer came.
          params: { header: { 'Idempotency-Key': keyFor(keys.current, JSON.stringify(body)) } },
          body: {
            conversationId: conversation.id,
            type: 'template',
            body,
            category: template.category,
          },
        }),
      );
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.conversations(tenant.slug) }),
  });
}

async function made(
  tenant: string,
  { id: templateId }: Template,
  values: Values,
  contactId: string,
  signal?: AbortSignal,
) {
  return unwrap(
    await apiFor(tenant).POST('/api/v1/templates/{templateId}/message', {
      params: { path: { templateId } },
      body: { values, contactId },
      ...(signal && { signal }),
    }),
  );
}

function asProblem(faults: readonly { key: string; code: string; message: string }[]): ApiProblem {
  return new ApiProblem(400, 'invalid_values', 'Some values are missing or wrong.', null, {
    faults: faults.map(({ key, code, message }) => ({
      pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code,
      detail: `${key} ${message}`,
    })),
  });
}

function keyFor(known: Map<string, string>, body: string): string {
  const key = known.get(body) ?? crypto.randomUUID();
  known.set(body, key);
  return key;
}
