'use client';

import { Send } from 'lucide-react';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { summaryOf } from './findings/findings';
import { useFieldFindings } from './findings/findings-context';
import type { Refusal } from './refusal';

type Props = {
  refusal: Refusal | null;
  isChanged: boolean;
  isNew: boolean;
  whyNotSubmit: string | null;
  running: 'save' | 'submit' | null;
  onSubmit: () => void;
};

/** Stays in sight: whether it is saved, whether it can be handed in, and both deeds. */
export function BuilderBar({ refusal, isChanged, isNew, whyNotSubmit, running, onSubmit }: Props) {
  const { findings } = useFieldFindings();
  return (
    <div className="rounded-xl border border-line-strong bg-surface py-2.5 ps-4 pe-2.5 shadow-lg">
      {refusal ? (
        <Alert
          text={refusal.text}
          requestId={refusal.requestId}
          retryAt={refusal.retryAt}
          className="mb-2.5 me-1.5"
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <p className="me-auto text-sm max-sm:basis-full">
          <span role="status" className="font-medium">
            {isChanged ? 'Not saved yet' : isNew ? 'Nothing written yet' : 'Saved'}
          </span>
          {isNew && !isChanged ? null : (
            <span aria-hidden="true" className="text-ink-muted">
              {' '}
              · {summaryOf(findings)}
            </span>
          )}
        </p>
        <Button type="submit" isPending={running === 'save'} className="max-sm:px-6">
          Save draft
        </Button>
        <Button
          look="primary"
          isPending={running === 'submit'}
          disabledReason={whyNotSubmit}
          onClick={onSubmit}
          className="whitespace-nowrap max-sm:flex-1 max-sm:px-3"
        >
          <Send aria-hidden="true" className="rtl:-scale-x-100" /> Submit to WhatsApp
        </Button>
      </div>
    </div>
  );
}
