'use client';

import { useId } from 'react';
import { useMay } from '@/shell/use-may';
import { ClearFilters } from '@/ui/clear-filters';
import { controlStyle } from '@/ui/field';
import { SearchSelect } from '@/ui/search-select';
import { useMembers } from '../members/members.queries';
import { useApiKeys } from '../api-keys/api-keys.queries';
import { type AuditFilters, hasFilters, noFilters } from './audit-filters';
import { actionName, knownActions } from './audit-sentence';

type Props = { filters: AuditFilters; onChange: (filters: AuditFilters) => void };

const ANY = '';

export function ActorAndActionFilters({ filters, onChange }: Props) {
  const actors = useActors(filters.actorId);
  const actions = [...new Set([...knownActions, ...(filters.action ? [filters.action] : [])])]
    .map((action) => ({ value: action, label: actionName(action), terms: action }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  return (
    <div
      role="search"
      aria-label="Filter the audit trail"
      className="grid grid-cols-2 items-end gap-3 xl:grid-cols-4"
    >
      <SearchSelect
        label="Who"
        options={[{ value: ANY, label: 'Everybody' }, ...actors]}
        value={filters.actorId ?? ANY}
        onChange={(actorId) => onChange({ ...filters, actorId: actorId || null })}
        nothingFound="Nobody of that name."
      />
      <SearchSelect
        label="What"
        options={[{ value: ANY, label: 'Everything' }, ...actions]}
        value={filters.action ?? ANY}
        onChange={(action) => onChange({ ...filters, action: action || null })}
        nothingFound="No such action."
      />
      <DayField
        label="From"
        value={filters.from}
        max={filters.to}
        onChange={(from) => onChange({ ...filters, from })}
      />
      <DayField
        label="To"
        value={filters.to}
        min={filters.from}
        onChange={(to) => onChange({ ...filters, to })}
      />
      {hasFilters(filters) ? (
        <ClearFilters onClear={() => onChange(noFilters)} className="col-span-full justify-self-start" />
      ) : null}
    </div>
  );
}

type DayFieldProps = {
  label: string;
  value: string | null;
  min?: string | null;
  max?: string | null;
  onChange: (day: string | null) => void;
};

function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm leading-5 font-medium">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        min={min ?? undefined}
        max={max ?? undefined}
        onChange={(event) => onChange(event.target.value || null)}
        className={controlStyle}
      />
    </div>
  );
}

/** People and, for those who may see them, keys. Whoever is gone stays choosable while chosen. */
function useActors(chosen: string | null) {
  const members = useMembers().data ?? [];
  const mayKeys = useMay('api_keys.manage');
  const keys = useApiKeys(mayKeys).data ?? [];
  const actors = [
    ...members.map(({ userId, name, email }) => ({ value: userId, label: name, terms: email })),
    ...keys.map(({ id, name, lastFour }) => ({ value: id, label: `Key ${name}`, aside: `…${lastFour}` })),
  ];
  const isListed = !chosen || actors.some(({ value }) => value === chosen);
  return isListed ? actors : [...actors, { value: chosen, label: 'Somebody who is gone' }];
}
