'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { OnlyWith } from '@/shell/only-with';
import { useMay } from '@/shell/use-may';
import { SettingsPage } from '../settings/settings-page';
import { ActorAndActionFilters } from './audit-filter-bar';
import { AuditEventList } from './audit-event-list';
import { type AuditFilters, addressOf, filtersIn } from './audit-filters';
import { ChainStatus } from './chain-status';
import { ExportMenu } from './export-menu';

export function AuditPage() {
  const [filters, setFilters] = useFiltersInUrl();
  const mayRead = useMay('audit.read');
  return (
    <SettingsPage
      title="Audit trail"
      description="Who did what in this workspace, and when. Events are only ever added, and a change to one would show."
      action={mayRead ? <ExportMenu filters={filters} /> : null}
    >
      <OnlyWith permission="audit.read" what="the audit trail">
        <ChainStatus />
        <ActorAndActionFilters filters={filters} onChange={setFilters} />
        <AuditEventList filters={filters} onClear={setFilters} />
      </OnlyWith>
    </SettingsPage>
  );
}

function useFiltersInUrl(): [AuditFilters, (filters: AuditFilters) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const filters = useMemo(() => filtersIn(new URLSearchParams(params)), [params]);
  return [filters, (next) => window.history.pushState(null, '', `${pathname}${addressOf(next)}`)];
}
