'use client';

import { CircleAlert, TriangleAlert, Wand2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/ui/class-names';
import type { Finding } from './findings';
import { useFieldFindings } from './findings-context';

type Props = { finding: Finding; id?: string; aside?: ReactNode };

/** What is wrong, as sign and word, and how a machine would mend it. */
export function FindingLine({ finding, id, aside }: Props) {
  const { onFix } = useFieldFindings();
  const { severity, message, fix } = finding;
  const isError = severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <div className={classNames('flex gap-2 text-[13px] leading-5', isError ? 'text-danger' : 'text-warning')}>
      <Icon aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
      <div className="min-w-0">
        <p id={id} className="wrap-anywhere">
          <span className="font-medium">{isError ? 'Fault' : 'Warning'}:</span> {message}
        </p>
        {fix || aside ? (
          <div className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
            {fix ? (
              <button
                type="button"
                onClick={() => onFix(finding)}
                className="inline-flex items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 py-0.5 font-medium text-ink transition-colors hover:bg-hover pointer-coarse:min-h-9"
              >
                <Wand2 aria-hidden="true" className="size-3.5 text-accent-ink" /> {fix.label}
              </button>
            ) : null}
            {aside}
          </div>
        ) : null}
      </div>
    </div>
  );
}
