'use client';

import type { Channel, Template, TemplateCategory } from '@parley/api-client';
import { useMemo } from 'react';
import { Panel } from '@/ui/panel';
import { RadioCards } from '@/ui/radio-cards';
import { SearchSelect } from '@/ui/search-select';
import { Select } from '@/ui/select';
import { BuilderField } from '../builder-field';
import type { PartProps } from './part-props';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { messageKindOf } from '../draft/kinds';
import { languageName, templateLanguages } from '../draft/languages';
import { LIMITS } from '../draft/limits';
import { ttlOptions } from '../draft/ttl';

type Props = PartProps & {
  template: Template | null;
  channels: readonly Channel[];
  channelId: string | null;
  onChannel: (channelId: string) => void;
};

const CATEGORIES: readonly { value: TemplateCategory; label: string; says: string }[] = [
  {
    value: 'utility',
    label: 'Utility',
    says: 'What somebody has asked for or has to know: an order, an appointment, a bill. WhatsApp charges for each that arrives, less than for marketing.',
  },
  {
    value: 'marketing',
    label: 'Marketing',
    says: 'News, offers, invitations. The dearest, and WhatsApp limits how many of them one person gets.',
  },
  {
    value: 'authentication',
    label: 'Authentication',
    says: 'A code to sign in with, and nothing else. The words are WhatsApp’s own. It charges for each that arrives.',
  },
];

const KINDS = [
  { value: 'plain', label: 'Ordinary', says: 'A header if you like, words, a footer, buttons.' },
  { value: 'offer', label: 'Offer that ends', says: 'With a clock, and a code to copy. For marketing.' },
  {
    value: 'carousel',
    label: 'Carousel',
    says: 'Words, and 2 to 10 cards with pictures to be leafed through.',
  },
] as const;

/** What it is called, in which language, for what, and what it is made of. */
export function BasicsPanel({ form, dispatch, template, channels, channelId, onChannel }: Props) {
  const { findings, showsAll } = useFieldFindings();
  const isNameless = showsAll && form.name === '' && findingsAt(findings, '/name').length === 0;
  const kind = messageKindOf(form);
  const languages = useMemo(() => templateLanguages(form.language), [form.language]);
  const categoryStays = template !== null && !template.can.changeCategory;
  const says = (pointer: string) => <FieldFindings findings={findingsAt(findings, pointer)} />;
  return (
    <Panel title="What it is" className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <BuilderField
          label="Name"
          pointer="/name"
          value={form.name}
          onChange={(typed) => dispatch({ do: 'name', typed })}
          {...(form.name.length > LIMITS.name / 2 && { limit: LIMITS.name })}
          isReadOnly={template !== null}
          fault={isNameless ? 'A template has a name.' : null}
          hint={
            template
              ? 'The name stays. Duplicate the template to have another one.'
              : 'For you: people do not see it. Small letters, digits and underscores.'
          }
          control={{ dir: 'ltr', autoCapitalize: 'none', spellCheck: false, placeholder: 'order_shipped' }}
        />
        {template ? (
          <BuilderField
            label="Language"
            pointer="/language"
            value={`${languageName(form.language)} (${form.language})`}
            onChange={() => undefined}
            isReadOnly
          />
        ) : (
          <div data-pointer="/language">
            <SearchSelect
              label="Language"
              options={languages}
              value={form.language}
              onChange={(language) => dispatch({ do: 'language', language })}
              nothingFound="WhatsApp has no templates in such a language."
            />
            {says('/language')}
          </div>
        )}
      </div>
      {template === null && channels.length > 1 ? (
        <div data-pointer="/channelId">
          <Select
            label="Number"
            hint="Its account gets the template. All numbers of the account can send it."
            options={[
              ...(channelId === null ? [{ value: '', label: 'Choose a number' }] : []),
              ...channels.map(({ id, name, displayPhoneNumber }) => ({
                value: id,
                label: `${name} · ${displayPhoneNumber}`,
              })),
            ]}
            value={channelId ?? ''}
            onChange={onChannel}
          />
          {showsAll && channelId === null ? (
            <p role="alert" className="mt-1.5 text-[13px] leading-5 text-danger">
              Choose the number whose account is to have it.
            </p>
          ) : null}
        </div>
      ) : null}
      <div data-pointer="/category">
        <RadioCards
          label="Category"
          options={CATEGORIES.map((category) => ({
            ...category,
            disabledReason:
              categoryStays && category.value !== form.category
                ? 'The category of what WhatsApp has approved stays.'
                : null,
          }))}
          value={form.category}
          onChange={(category) => dispatch({ do: 'category', category })}
        />
        {says('/category')}
      </div>
      {kind === 'authentication' ? null : (
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="Kind"
            options={KINDS}
            value={kind}
            onChange={(next) => dispatch({ do: 'kind', kind: next })}
            hint={KINDS.find(({ value }) => value === kind)?.says ?? ''}
          />
          <div data-pointer="/parameterFormat">
            <Select
              label="Variables"
              options={FORMATS}
              value={form.parameterFormat}
              onChange={(format) => dispatch({ do: 'format', format })}
              hint="What differs from message to message."
            />
            {says('/parameterFormat')}
          </div>
        </div>
      )}
      <div data-pointer="/messageSendTtlSeconds">
        <Select
          label="Time to deliver"
          options={ttlOptions(form.category, form.ttlSeconds)}
          value={String(form.ttlSeconds)}
          onChange={(seconds) =>
            dispatch({ do: 'ttl', seconds: seconds === 'null' ? null : Number(seconds) })
          }
          hint="What has not arrived by then is not delivered any more."
          className="sm:w-[calc(50%-0.625rem)]"
        />
        {says('/messageSendTtlSeconds')}
      </div>
    </Panel>
  );
}

const FORMATS = [
  { value: 'positional', label: 'Numbers: {{1}}, {{2}}' },
  { value: 'named', label: 'Names: {{first_name}}' },
] as const;
