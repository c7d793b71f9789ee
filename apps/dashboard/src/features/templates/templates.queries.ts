'use client';

import type { Template, TemplatePage } from '@parley/api-client';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import { asQuery, noFilters, type TemplateFilters } from './template-filters';

const PAGE_SIZE = 100;

const templateList = (tenant: string, filters: TemplateFilters) =>
  infiniteQueryOptions({
    queryKey: queryKeys.templateList(tenant, asQuery(filters)),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await apiFor(tenant).GET('/api/v1/templates', {
          params: {
            query: { ...asQuery(filters), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page: TemplatePage) => page.nextCursor,
  });

/** The loaded templates that match, the last changed first. */
export function useTemplates(filters: TemplateFilters = noFilters) {
  const { tenant } = useWorkspace();
  const query = useInfiniteQuery({
    ...templateList(tenant.slug, filters),
    placeholderData: keepPreviousData,
  });
  const templates = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data]);
  return { ...query, templates };
}

const templateDetail = (tenant: string, templateId: string) =>
  queryOptions({
    queryKey: queryKeys.template(tenant, templateId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant).GET('/api/v1/templates/{templateId}', {
          params: { path: { templateId } },
          signal,
        }),
      ),
  });

/** One template; at once when the list holds it. */
export function useTemplate(templateId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useQuery({
    ...templateDetail(tenant.slug, templateId),
    placeholderData: () => {
      const listed = queryClient.getQueryData(templateList(tenant.slug, noFilters).queryKey);
      return listed?.pages.flatMap(({ data }) => data).find(({ id }) => id === templateId);
    },
  });
}

/** The languages of a name, those of other accounts left out. */
export function useLanguagesOf({ name, accountId }: Pick<Template, 'name' | 'accountId'>) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.templateList(tenant.slug, { name }),
    queryFn: async ({ signal }) => {
      const query = { name, limit: PAGE_SIZE };
      return unwrap(await apiFor(tenant.slug).GET('/api/v1/templates', { params: { query }, signal })).data;
    },
    select: (templates) => templates.filter((template) => template.accountId === accountId),
  });
}

/** What people see of it, with its samples. */
export function useTemplatePreview({ id: templateId, version }: Pick<Template, 'id' | 'version'>) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: [...queryKeys.templatePreview(tenant.slug, templateId), version],
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/templates/{templateId}/preview', {
          params: { path: { templateId } },
          body: {},
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useTemplateHistory(templateId: string) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.templateHistory(tenant.slug, templateId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/templates/{templateId}/history', {
          params: { path: { templateId } },
          signal,
        }),
      ).data,
  });
}

/** What waits to be sent with it. */
export function useTemplateUsage(templateId: string) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.templateUsage(tenant.slug, templateId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/templates/{templateId}/usage', {
          params: { path: { templateId } },
          signal,
        }),
      ),
  });
}

/** When each account was last asked for its templates. */
export function useTemplateSyncs() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.templateSyncs(tenant.slug),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET('/api/v1/templates/sync', { signal })).data,
  });
}

/** Asks WhatsApp for all templates of every account. */
export function useSyncTemplates() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      unwrap(await apiFor(tenant.slug).POST('/api/v1/templates/sync', { body: {} })).data,
    // Also after a refusal, which is noted.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.templates(tenant.slug) }),
  });
}

/** What can be done with a template. Each throws what is against it. */
export function useTemplateDeeds({ id: templateId, version }: Pick<Template, 'id' | 'version'>) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const client = apiFor(tenant.slug);
  const path = { templateId };
  const refresh = () => queryClient.invalidateQueries({ queryKey: queryKeys.templates(tenant.slug) });
  const shown = async (template: Template): Promise<Template> => {
    queryClient.setQueryData(queryKeys.template(tenant.slug, template.id), template);
    await refresh();
    return template;
  };
  return {
    /** As it is on this page: not what somebody else has made of it meanwhile. */
    submit: async () => {
      const header = { 'If-Match': `"${version}"` };
      try {
        return await shown(
          unwrap(
            await client.POST('/api/v1/templates/{templateId}/submission', { params: { path, header } }),
          ),
        );
      } catch (error) {
        // What WhatsApp said against it is in the history.
        void refresh();
        throw error;
      }
    },
    unpause: async () =>
      shown(unwrap(await client.POST('/api/v1/templates/{templateId}/unpause', { params: { path } }))),
    copy: async (body: { name?: string; language?: string }) =>
      shown(unwrap(await client.POST('/api/v1/templates/{templateId}/copies', { params: { path }, body }))),
    remove: async () => {
      unwrap(await client.DELETE('/api/v1/templates/{templateId}', { params: { path } }));
      // Asked when they are next looked at: of the template itself, whose page this still is, there is nothing to ask.
      const gone = { queryKey: queryKeys.templates(tenant.slug), refetchType: 'none' } as const;
      await queryClient.invalidateQueries(gone);
    },
  };
}
