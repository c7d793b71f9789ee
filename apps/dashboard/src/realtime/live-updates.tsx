'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { apiFor } from '@/data/api';
import { queryKeys } from '@/data/query-keys';
import { keepEventStream, type StreamStatus } from './event-stream';
import { gatherChanges } from './gather-changes';
import { refetch } from './refetch';

const REFRESH_INTERVAL_MS = 100;

const StreamStatusContext = createContext<StreamStatus>('connecting');

export const useStreamStatus = () => use(StreamStatusContext);

/** Keeps the tenant's queries true while the page is open: one event stream, and a refetch for each hint. */
export function LiveUpdates({ tenant, children }: { tenant: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [status, setStatus] = useState<StreamStatus>('connecting');

  useEffect(() => {
    const changes = gatherChanges({
      intervalMs: REFRESH_INTERVAL_MS,
      schedule: (run, delayMs) => window.setTimeout(run, delayMs),
      refresh: ({ everything, channels, templates, conversationIds }) =>
        everything
          ? refetch(queryClient, queryKeys.tenant(tenant))
          : Promise.all([
              ...(channels ? [refetch(queryClient, queryKeys.channels(tenant))] : []),
              ...(templates ? [refetch(queryClient, queryKeys.templates(tenant))] : []),
              ...(conversationIds.length > 0
                ? [
                    refetch(queryClient, queryKeys.conversationList(tenant)),
                    refetch(queryClient, queryKeys.channelActivities(tenant)),
                  ]
                : []),
              ...conversationIds.map((id) => refetch(queryClient, queryKeys.conversation(tenant, id))),
            ]),
    });
    // EventSource does not tell why it was refused. An ordinary call does, and leads to the sign-in page if need be.
    const askWhy = async () => {
      const { response } = await apiFor(tenant).GET('/api/v1/tenant');
      // They may do more or less than before, or are no member any more: the page that the server makes anew says so.
      if (response.ok || response.status === 404) router.refresh();
    };
    const endStream = keepEventStream(`/api/v1/events?tenant=${encodeURIComponent(tenant)}`, {
      onStatus: (next) => {
        setStatus(next);
        if (next === 'lost') askWhy().catch(() => undefined);
      },
      onConversationChanged: changes.conversationChanged,
      onChannelChanged: changes.channelChanged,
      onTemplateChanged: changes.templateChanged,
      onOpen: changes.everythingChanged,
    });
    return () => {
      changes.stop();
      endStream();
    };
  }, [queryClient, router, tenant]);

  return <StreamStatusContext value={status}>{children}</StreamStatusContext>;
}
