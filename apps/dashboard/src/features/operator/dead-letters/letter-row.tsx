'use client';

import type { DeadLetter } from '@parley/api-client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, KeyboardEvent } from 'react';
import { operatorPaths } from '@/shell/paths';
import { dateAndTime } from '@/time/calendar';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Checkbox } from '@/ui/checkbox';
import { causeWords, letterStateWords, letterTone } from './cause-words';

type Props = {
  letter: DeadLetter;
  /** The filters, to come back to. */
  query: string;
  row: Partial<ComponentProps<typeof Link>>;
  showsCause: boolean;
  /** Null where there is nothing to do with it. */
  choice: { isChosen: boolean; isFull: boolean; toggle: () => void } | null;
};

export function LetterRow({ letter, query, row, showsCause, choice }: Props) {
  const { id, stage, reason, detail, tenant, receivedAt, attempts, state } = letter;
  const what = detail ?? causeWords(stage, reason).title;
  const onKeyDown = (event: KeyboardEvent) => {
    const isX = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === 'x' : event.code === 'KeyX';
    if (!isX || event.ctrlKey || event.metaKey || event.altKey || !choice) return;
    event.preventDefault();
    choice.toggle();
  };
  return (
    <li className="flex items-center transition-colors hover:bg-hover has-[[role=checkbox][data-checked]]:bg-selected">
      {choice ? (
        <span className="ps-2.5">
          <Checkbox
            aria-label={`Choose: ${what}, received ${dateAndTime(Date.parse(receivedAt))}`}
            checked={choice.isChosen}
            disabled={!choice.isChosen && choice.isFull}
            onCheckedChange={choice.toggle}
          />
        </span>
      ) : null}
      <Link
        {...row}
        href={operatorPaths.deadLetter(id, query)}
        prefetch={false}
        onKeyDown={onKeyDown}
        className="flex min-h-14 min-w-0 flex-1 cursor-default items-center gap-4 py-2.5 ps-3 pe-5 text-sm leading-5 -outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          {showsCause ? <span className="block font-medium">{causeWords(stage, reason).title}</span> : null}
          <span dir="auto" className="block truncate rtl:text-end">
            {detail ?? (showsCause ? null : causeWords(stage, reason).title)}
          </span>
          <span className="block truncate text-[13px] text-ink-muted">
            <bdi>
              {tenant ? <bdi>{tenant.name}</bdi> : 'no workspace'}
              {attempts > 1 ? ` · tried ${attempts} times` : null}
              {' · received '}
              <Moment at={receivedAt} look="dateAndTime" />
            </bdi>
          </span>
        </span>
        {state === 'waiting' ? null : <Badge tone={letterTone[state]}>{letterStateWords[state]}</Badge>}
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
