import type { DeadLetter } from '@parley/api-client';
import Link from 'next/link';
import { operatorPaths } from '@/shell/paths';
import { Badge } from '@/ui/badge';
import { textLinkStyle } from '@/ui/text-link';
import { causeWords, letterStateWords, letterTone } from './cause-words';

/** The dead letters of one webhook, each with the way to it. */
export function LetterLinks({ letters }: { letters: readonly DeadLetter[] }) {
  return (
    <ul className="-my-3 divide-y divide-line">
      {letters.map(({ id, ordinal, stage, reason, detail, state }) => (
        <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3 text-sm leading-5">
          <span className="w-20 shrink-0 text-[13px] text-ink-muted">
            {ordinal < 0 ? 'all of it' : `part ${ordinal + 1}`}
          </span>
          <span className="min-w-0 flex-1">
            <Link href={operatorPaths.deadLetter(id)} prefetch={false} className={textLinkStyle}>
              {causeWords(stage, reason).title}
            </Link>
            {detail ? (
              <span
                dir="auto"
                className="mt-0.5 line-clamp-2 block rtl:text-end text-[13px] wrap-anywhere text-ink-muted"
              >
                {detail}
              </span>
            ) : null}
          </span>
          <Badge tone={letterTone[state]}>{letterStateWords[state]}</Badge>
        </li>
      ))}
    </ul>
  );
}
