'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { queryKeys } from '@/data/query-keys';
import { keepEventStream, type StreamStatus } from './event-stream';
import { gatherChanges } from './gather-changes';

const REFRESH_INTERVAL_MS = 100;

const StreamStatusContext = createContext<StreamStatus>('connecting');

export const useStreamStatus = () => use(StreamStatusContext);

/** Keeps the tenant's queries true while the page is open: one event stream, and a refetch for each hint. */
export function LiveUpdates({ tenant, children }: { tenant: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<StreamStatus>('connecting');

  useEffect(() => {
    const changes = gatherChanges({
      intervalMs: REFRESH_INTERVAL_MS,
      schedule: (run, delayMs) => window.setTimeout(run, delayMs),
      refresh: ({ everything, conversationIds }) =>
        everything
          ? queryClient.invalidateQueries({ queryKey: queryKeys.tenant(tenant) })
          : Promise.all([
              queryClient.invalidateQueries({ queryKey: queryKeys.conversationList(tenant) }),
              ...conversationIds.map((id) =>
                queryClient.invalidateQueries({ queryKey: queryKeys.conversation(tenant, id) }),
              ),
            ]),
    });
    const endStream = keepEventStream(`/api/v1/events?tenant=${encodeURIComponent(tenant)}`, {
      onStatus: setStatus,
      onConversationChanged: changes.conversationChanged,
      onOpen: changes.everythingChanged,
    });
    return () => {
      changes.stop();
      endStream();
    };
  }, [queryClient, tenant]);

  return <StreamStatusContext value={status}>{children}</StreamStatusContext>;
}
