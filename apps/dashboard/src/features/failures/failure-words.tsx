import type { ExplainedFailure } from '@parley/api-client';
import { classNames } from '@/ui/class-names';
import { upTo } from './up-to';

type Props = {
  failure: ExplainedFailure;
  /** What it means here: "Not delivered." */
  verdict: string;
  tone: keyof typeof tones;
};

const tones = { danger: 'text-danger', warning: 'text-warning' };

/** What happened, then what to do, then quietly whose it is and where to read on. Only the verdict has a colour. */
export function FailureWords({ failure, verdict, tone }: Props) {
  const { code, reason, sentence, fault, next, docsUrl } = failure;
  return (
    <>
      <p className="text-pretty text-ink">
        <bdi>
          <strong className={classNames('font-semibold', tones[tone])}>{verdict}</strong> {sentence}
        </bdi>
      </p>
      <p className="mt-0.5 text-pretty text-ink">
        <bdi>{next}</bdi>
      </p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-1.5 text-xs leading-5 text-ink-muted">
        <span>{upTo(fault)}</span>
        <Dot />
        <bdi dir="ltr" title={reason === sentence ? undefined : reason} className="font-mono text-[11.5px]">
          {code}
        </bdi>
        {docsUrl ? (
          <>
            <Dot />
            <a
              href={docsUrl}
              target="_blank"
              rel="noopener noreferrer"
              className="rounded-sm underline decoration-ink-muted/40 underline-offset-[3px] hover:text-ink"
            >
              About this error
            </a>
          </>
        ) : null}
      </p>
    </>
  );
}

const Dot = () => <span aria-hidden="true">·</span>;
