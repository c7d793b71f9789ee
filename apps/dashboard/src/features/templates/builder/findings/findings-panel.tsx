'use client';

import { CircleCheck, Undo2 } from 'lucide-react';
import type { ApiProblem } from '@/data/problem';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { RequestId } from '@/ui/request-id';
import { FindingLine } from './finding-line';
import { placeInWords, summaryOf } from './findings';
import { useFieldFindings } from './findings-context';
import { type Form, wordOf } from '../draft/parts';

type Props = {
  form: Form;
  problem: ApiProblem | null;
  isUntouched: boolean;
  /** Takes the last fix back; null when there is none, or something was written since. */ onUndo:
    (() => void) | null;
};

/** All that the rules say of the template as it stands there. */
export function FindingsPanel({ form, problem, isUntouched, onUndo }: Props) {
  const { findings: all, isCurrent, showsAll, onGo } = useFieldFindings();
  const isWaiting = isUntouched && !showsAll;
  const findings = isWaiting ? [] : all;
  const typeAt = (index: number) => wordOf(form.components[index] ?? null, 'type');
  return (
    <Panel
      title="What WhatsApp would say"
      className="pt-3"
      action={
        onUndo ? (
          <Button size="small" look="quiet" onClick={onUndo} className="-my-1.5 -me-2">
            <Undo2 aria-hidden="true" /> Undo the fix
          </Button>
        ) : null
      }
    >
      <p role="status" className="sr-only">
        {isCurrent && !isWaiting ? summaryOf(findings) : null}
      </p>
      {problem && findings.length === 0 ? (
        <div className="text-[13px] leading-5 text-ink-muted">
          <p>The rules could not be asked. They are asked again with your next word.</p>
          {problem.requestId ? <RequestId id={problem.requestId} /> : null}
        </div>
      ) : findings.length === 0 ? (
        <p className="flex items-start gap-2 text-[13px] leading-5 text-ink-muted">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-ink" />
          {isWaiting ? WAITING : isCurrent ? NOTHING_WRONG : 'Looking at it…'}
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {findings.map((finding, index) => (
            <li key={`${finding.rule} ${finding.pointer} ${index}`} className="py-2.5 first:pt-0 last:pb-0">
              <FindingLine
                finding={finding}
                aside={
                  <button
                    type="button"
                    onClick={() => onGo(finding.pointer)}
                    className="rounded-sm font-medium text-ink-muted underline decoration-ink-faint underline-offset-[3px] hover:text-ink pointer-coarse:min-h-9"
                  >
                    Go to: {placeInWords(finding.pointer, typeAt).toLowerCase()}
                  </button>
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const WAITING = 'Begin to write: what it would be refused for is said here, and how to mend it.';
const NOTHING_WRONG = 'Nothing against it. Whether it is approved is for WhatsApp to decide.';
