'use client';

import { Search } from 'lucide-react';
import { ClearFilters } from '@/ui/clear-filters';
import { SettledField } from '@/ui/settled-field';
import { useChannels } from '@/features/channels/channels.queries';
import { SearchSelect } from '@/ui/search-select';
import { Select } from '@/ui/select';
import { CATEGORIES, hasFilters, noFilters, type TemplateFilters } from './template-filters';
import { languageName } from './builder/draft/languages';
import { categoryWords, knownStatuses, statusWords } from './template-words';

type Props = {
  filters: TemplateFilters;
  /** Those that are there to choose from. */
  languages: readonly string[];
  onChange: (filters: TemplateFilters) => void;
};

const ANY = '';
const MAX_SEARCH = 100;

export function TemplateFilterBar({ filters, languages, onChange }: Props) {
  const channels = useChannels().data ?? [];
  const statuses = [...new Set([...knownStatuses, ...(filters.status ? [filters.status] : [])])];
  const choosable = [...new Set([...languages, ...(filters.language ? [filters.language] : [])])];
  return (
    <div
      role="search"
      aria-label="Filter the templates"
      className="grid grid-cols-2 items-start gap-3 lg:grid-cols-4"
    >
      <SettledField
        label="Search"
        type="search"
        icon={<Search />}
        value={filters.search}
        onChange={(search) => onChange({ ...filters, search })}
        check={(text) => (text.length <= MAX_SEARCH ? null : `At most ${MAX_SEARCH} characters.`)}
        className="col-span-2 lg:col-span-1"
      />
      <Select
        label="Status"
        options={[
          { value: ANY, label: 'Any' },
          ...statuses.map((status) => ({ value: status, label: statusWords(status).word })),
        ]}
        value={filters.status ?? ANY}
        onChange={(status) => onChange({ ...filters, status: status || null })}
      />
      <Select
        label="Category"
        options={[
          { value: ANY, label: 'Any' },
          ...CATEGORIES.map((category) => ({
            value: category,
            label: categoryWords(category).word,
            says: categoryWords(category).says,
          })),
        ]}
        value={filters.category ?? ANY}
        onChange={(category) => onChange({ ...filters, category: category || null })}
      />
      <div className={channels.length > 1 ? '' : 'max-lg:col-span-2'}>
        <SearchSelect
          label="Language"
          options={[
            { value: ANY, label: 'Any' },
            ...choosable
              .map((language) => ({ value: language, label: languageName(language), aside: language }))
              .sort((one, other) => one.label.localeCompare(other.label, 'en')),
          ]}
          value={filters.language ?? ANY}
          onChange={(language) => onChange({ ...filters, language: language || null })}
          nothingFound="No template is written in it."
        />
      </div>
      {channels.length > 1 ? (
        <Select
          label="Number"
          options={[
            { value: ANY, label: 'All' },
            ...channels.map(({ id, name, displayPhoneNumber }) => ({
              value: id,
              label: name,
              says: displayPhoneNumber,
            })),
          ]}
          value={filters.channelId ?? ANY}
          onChange={(channelId) => onChange({ ...filters, channelId: channelId || null })}
        />
      ) : null}
      {hasFilters(filters) ? (
        <ClearFilters onClear={() => onChange(noFilters)} className="self-end justify-self-start" />
      ) : null}
    </div>
  );
}
