import type { ExplainedFailure } from '@parley/api-client';
import { upTo } from './up-to';

type Props = {
  failure: ExplainedFailure;
  /** What it means here: "Not delivered." */
  verdict: string;
};

/** What happened, then what to do, then quietly where to read on. Its colours are those of what stands around it. */
export function FailureWords({ failure: { code, reason, sentence, fault, next, docsUrl }, verdict }: Props) {
  return (
    <>
      <p className="text-pretty">
        <strong className="font-semibold">{verdict}</strong> {sentence}
      </p>
      <p className="mt-0.5 text-pretty text-ink">{next}</p>
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
