'use client';

import type { Template } from '@parley/api-client';
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import { usesOnlyOne } from './channel-choice';
import type { Form } from './draft/parts';
import { previewable } from './draft/preview-form';
import { useSettled } from './use-settled';

const LINT_AFTER_MS = 400;
const PREVIEW_AFTER_MS = 200;
const FORGET_AFTER_MS = 60_000;
const MOST_PEOPLE = 50;

const keys = {
  lint: (tenant: string, form: Form) => [tenant, 'template-lint', form] as const,
  preview: (tenant: string, form: Form, contactId: string | null) =>
    [tenant, 'template-preview', form, contactId] as const,
  people: (tenant: string) => [tenant, 'conversations', 'people'] as const,
  account: (tenant: string, templateId: string, channelId: string) =>
    [tenant, 'template-account', templateId, channelId] as const,
};

const bodyOf = (form: Form) => ({ ...form, components: [...form.components] });

/** What the rules say of a form, soon after nothing has been typed any more. `isCurrent`: of the form as it is now. */
export function useFindings(form: Form) {
  const { tenant } = useWorkspace();
  const settled = useSettled(form, LINT_AFTER_MS);
  const query = useQuery({
    queryKey: keys.lint(tenant.slug, settled),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/templates/lint', { body: { form: bodyOf(settled) }, signal }),
      ).data,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: FORGET_AFTER_MS,
  });
  return { ...query, isCurrent: settled === form && query.isSuccess && !query.isPlaceholderData };
}

/** What somebody sees of a message that is made of the form: with its samples, or with what is known of a person. */
export function usePreview(form: Form, contactId: string | null) {
  const { tenant } = useWorkspace();
  const settled = useSettled(form, PREVIEW_AFTER_MS);
  return useQuery({
    queryKey: keys.preview(tenant.slug, settled, contactId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/templates/preview', {
          body: { form: bodyOf(previewable(settled)), ...(contactId !== null && { contactId }) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: FORGET_AFTER_MS,
  });
}

/** Who wrote last, each once. */
export function usePeople() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: keys.people(tenant.slug),
    queryFn: async ({ signal }) => {
      const { data } = unwrap(
        await apiFor(tenant.slug).GET('/api/v1/conversations', {
          params: { query: { limit: MOST_PEOPLE } },
          signal,
        }),
      );
      return [...new Map(data.map(({ contact }) => [contact.id, contact])).values()];
    },
  });
}

/** A number of the account that has the template; undefined while nobody knows, null where none is connected any more. */
export function useChannelOf(
  template: Template | null,
  channelIds: readonly string[],
): string | null | undefined {
  const { tenant } = useWorkspace();
  const only = usesOnlyOne(channelIds);
  const asked = template === null || only !== null ? [] : channelIds;
  const found = useQueries({
    queries: asked.map((channelId) => ({
      queryKey: keys.account(tenant.slug, template?.id ?? '', channelId),
      staleTime: Infinity,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { name = '', language = '', id = '' } = template ?? {};
        const { data } = unwrap(
          await apiFor(tenant.slug).GET('/api/v1/templates', {
            params: { query: { channelId, name, language } },
            signal,
          }),
        );
        return data.some((one) => one.id === id);
      },
    })),
  });
  if (only !== null) return only;
  const index = found.findIndex(({ data }) => data === true);
  if (index !== -1) return asked[index];
  return found.some(({ isPending }) => isPending) ? undefined : null;
}

export type SampleFile = { channelId: string; fileName: string; content: string };

/** What can be done with what is written. Each throws what the API says against it. */
export function useSaving() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const client = apiFor(tenant.slug);
  const keep = (template: Template): Template => {
    queryClient.setQueryData(queryKeys.template(tenant.slug, template.id), template);
    void queryClient.invalidateQueries({
      queryKey: queryKeys.templates(tenant.slug),
      refetchType: 'none',
    });
    return template;
  };
  const onTopOf = (template: Template) => ({
    path: { templateId: template.id },
    header: { 'If-Match': `"${template.version}"` },
  });
  return {
    create: async (channelId: string, form: Form) =>
      keep(unwrap(await client.POST('/api/v1/templates', { body: { channelId, ...bodyOf(form) } }))),
    /** Throws `changed_meanwhile` when somebody else was quicker. */
    change: async (template: Template, form: Form) => {
      const { name: _name, language: _language, ...words } = bodyOf(form);
      return keep(
        unwrap(
          await client.PATCH('/api/v1/templates/{templateId}', { params: onTopOf(template), body: words }),
        ),
      );
    },
    submit: async (template: Template) =>
      keep(
        unwrap(await client.POST('/api/v1/templates/{templateId}/submission', { params: onTopOf(template) })),
      ),
    /** As it is now, whoever changed it. */
    lookAgain: async (templateId: string) =>
      keep(unwrap(await client.GET('/api/v1/templates/{templateId}', { params: { path: { templateId } } }))),
    upload: async (file: SampleFile) =>
      unwrap(await client.POST('/api/v1/templates/header-media', { body: file })),
  };
}
