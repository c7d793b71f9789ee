'use client';

import { RotateCw } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { queryKeys } from '@/data/query-keys';
import { Button } from '@/ui/button';
import { OperatorPage } from '../operator-page';
import { WebhookFilterBar } from './webhook-filter-bar';
import { addressOf, filtersIn, type WebhookFilters } from './webhook-filters';
import { WebhookList } from './webhook-list';

export function WebhookLogPage() {
  const [filters, setFilters] = useFiltersInUrl();
  const queryClient = useQueryClient();
  return (
    <OperatorPage
      title="Webhook log"
      description="Every webhook that was answered with 200, as it came. A wrong signature is refused and not kept."
      action={
        <Button onClick={() => void queryClient.resetQueries({ queryKey: queryKeys.webhooks(filters) })}>
          <RotateCw aria-hidden="true" /> Refresh
        </Button>
      }
    >
      <WebhookFilterBar filters={filters} onChange={setFilters} />
      <WebhookList filters={filters} onClear={setFilters} />
    </OperatorPage>
  );
}

function useFiltersInUrl(): [WebhookFilters, (filters: WebhookFilters) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const filters = useMemo(() => filtersIn(new URLSearchParams(params)), [params]);
  return [filters, (next) => window.history.pushState(null, '', `${pathname}${addressOf(next)}`)];
}
