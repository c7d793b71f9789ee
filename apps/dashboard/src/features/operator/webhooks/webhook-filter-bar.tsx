'use client';

import { Search } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { ClearFilters } from '@/ui/clear-filters';
import { controlStyle } from '@/ui/field';
import { isEnter } from '@/ui/is-enter';
import { Select } from '@/ui/select';
import { SettledField } from '@/ui/settled-field';
import { WorkspaceField } from '../workspace-field';
import {
  hasFilters,
  instantOf,
  isSearchable,
  localOf,
  MAX_SEARCH,
  MIN_SEARCH,
  noFilters,
  type WebhookFilters,
  type WebhookState,
} from './webhook-filters';

type Props = { filters: WebhookFilters; onChange: (filters: WebhookFilters) => void };

const STATES: readonly { value: WebhookState | 'any'; label: string; says?: string }[] = [
  { value: 'any', label: 'Any' },
  { value: 'waiting', label: 'Waiting', says: 'Not taken apart yet.' },
  { value: 'exploded', label: 'Taken apart', says: 'Its parts are on their way or done.' },
  { value: 'troubled', label: 'In trouble', says: 'A part failed, or was set aside.' },
];

export function WebhookFilterBar({ filters, onChange }: Props) {
  return (
    <div
      role="search"
      aria-label="Filter the webhook log"
      className="grid grid-cols-2 items-start gap-3 xl:grid-cols-4"
    >
      <SettledField
        label="Text in the body"
        type="search"
        icon={<Search />}
        value={filters.search}
        onChange={(search) => onChange({ ...filters, search })}
        hint="Exactly as it stands there: an id, a phone number. Of the last two days."
        check={(text) => (isSearchable(text) ? null : `Between ${MIN_SEARCH} and ${MAX_SEARCH} characters.`)}
        className="col-span-2"
      />
      <Select
        label="State"
        options={STATES}
        value={filters.state ?? 'any'}
        onChange={(state) => onChange({ ...filters, state: state === 'any' ? null : state })}
      />
      <WorkspaceField
        value={filters.workspace}
        onChange={(workspace) => onChange({ ...filters, workspace })}
      />
      <TimeField
        label="From"
        value={filters.from}
        max={filters.to}
        onChange={(from) => onChange({ ...filters, from })}
      />
      <TimeField
        label="To"
        value={filters.to}
        min={filters.from}
        onChange={(to) => onChange({ ...filters, to })}
      />
      {hasFilters(filters) ? (
        <ClearFilters
          onClear={() => onChange(noFilters)}
          className="col-span-full justify-self-start xl:col-span-2 xl:mt-8 xl:justify-self-end"
        />
      ) : null}
    </div>
  );
}

type TimeFieldProps = {
  label: string;
  value: string | null;
  min?: string | null;
  max?: string | null;
  onChange: (instant: string | null) => void;
};

/** A minute of the reader's own clock. */
function TimeField({ label, value, min, max, onChange }: TimeFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.value = localOf(value);
  }, [value]);
  const settle = () => {
    const next = instantOf(input.current?.value ?? '');
    if (next !== value) onChange(next);
  };
  return (
    <div className="max-sm:col-span-2">
      <label htmlFor={id} className="mb-1.5 block text-sm leading-5 font-medium">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="datetime-local"
        defaultValue={localOf(value)}
        min={localOf(min ?? null) || undefined}
        max={localOf(max ?? null) || undefined}
        onBlur={settle}
        onKeyDown={(event) => isEnter(event) && settle()}
        className={controlStyle}
      />
    </div>
  );
}
