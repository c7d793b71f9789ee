'use client';

import type { Template } from '@parley/api-client';
import { Search, SearchX } from 'lucide-react';
import Link from 'next/link';
import { type KeyboardEvent, useRef, useState } from 'react';
import { asProblem } from '@/data/problem';
import { plainText } from '@/features/inbox/text-format';
import { useListKeyboard } from '@/ui/use-list-keyboard';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { EmptyState } from '@/ui/empty-state';
import { controlStyle } from '@/ui/field';
import { isEnter } from '@/ui/is-enter';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { textLinkStyle } from '@/ui/text-link';
import { languageName } from '../builder/draft/languages';
import { useSettled } from '../builder/use-settled';
import { categoryWords } from '../template-words';
import { bodyTextOf } from './body-text';
import { useSendableTemplates } from './send-template.queries';

type Props = { channelId: string; onChoose: (template: Template) => void };

const ATTRIBUTE = 'data-template-id';
const TYPING_PAUSE_MS = 250;

/** The approved templates of the number's account, to search and choose from. Enter takes the first. */
export function TemplatePicker({ channelId, onChoose }: Props) {
  const [search, setSearch] = useState('');
  const settled = useSettled(search.trim(), TYPING_PAUSE_MS);
  const query = useSendableTemplates(channelId, settled);
  const list = useRef<HTMLUListElement>(null);
  const templates = query.data ?? [];
  const onListKey = useListKeyboard({
    list,
    ids: templates.map(({ id }) => id),
    openId: null,
    attribute: ATTRIBUTE,
  });
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const [first] = templates;
    if (isEnter(event) && first && settled === search.trim() && !query.isPlaceholderData) onChoose(first);
    else if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>(`[${ATTRIBUTE}]`)?.focus();
    }
  };
  return (
    <div>
      <label className="relative block">
        <span className="sr-only">Search the templates</span>
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
        />
        <input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onSearchKey}
          placeholder="Name or words"
          maxLength={100}
          autoComplete="off"
          dir="auto"
          className={`${controlStyle} ps-9`}
        />
      </label>
      <div className="calm-scroll mt-3 max-h-[min(26rem,55dvh)] overflow-y-auto">
        {query.isPending ? (
          <LoadingRegion label="Loading the templates">
            <Skeleton className="h-14 rounded-lg" />
            <Skeleton className="mt-2 h-14 rounded-lg" />
          </LoadingRegion>
        ) : query.data === undefined ? (
          <ProblemState
            problem={asProblem(query.error)}
            what="the templates"
            onRetry={() => void query.refetch()}
          />
        ) : templates.length === 0 ? (
          <NoneToSend isSearching={search.trim() !== ''} />
        ) : (
          <ul ref={list} aria-label="Templates" onKeyDown={onListKey} className="flex flex-col gap-1">
            {templates.map((template) => (
              <li key={template.id}>
                <button
                  type="button"
                  {...{ [ATTRIBUTE]: template.id }}
                  onClick={() => onChoose(template)}
                  className="flex w-full cursor-default flex-col rounded-lg px-3 py-2.5 text-start -outline-offset-2 transition-colors hover:bg-hover focus-visible:bg-hover"
                >
                  <span className="flex w-full flex-wrap items-baseline justify-between gap-x-3">
                    <bdi dir="ltr" className="text-sm leading-5 font-semibold wrap-anywhere">
                      {template.name}
                    </bdi>
                    <span className="text-xs leading-5 text-ink-muted">
                      {languageName(template.language)} · {categoryWords(template.category).word}
                    </span>
                  </span>
                  <span
                    dir="auto"
                    className="line-clamp-2 text-[13px] leading-5 text-ink-muted wrap-anywhere"
                  >
                    {plainText(bodyTextOf(template))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function NoneToSend({ isSearching }: { isSearching: boolean }) {
  const { tenant } = useWorkspace();
  if (isSearching) return <EmptyState icon={<SearchX />} tone="quiet" title="No approved template matches" />;
  return (
    <EmptyState
      icon={<SearchX />}
      tone="quiet"
      title="No template is approved yet"
      action={
        <Link href={templatePaths.list(tenant.slug)} className={textLinkStyle}>
          Go to the templates
        </Link>
      }
    >
      A template can be sent once WhatsApp has approved it.
    </EmptyState>
  );
}
