'use client';

import { useEffect, useState } from 'react';
import type { Dispatch } from '../panels/part-props';
import type { Finding } from './findings';
import type { Form } from '../draft/parts';

type Mended = { before: Form; after: Form; pointer: string };

type Options = {
  form: Form;
  findings: readonly Finding[];
  /** Whether the findings are of the form as it is now. */
  isCurrent: boolean;
  dispatch: Dispatch;
  /** Leads to a place: what was pressed is gone once it is mended. */
  onGo: (pointer: string) => void;
};

/**
 * Mends what a machine can mend, and takes the last of it back. A fix of what stood there a moment ago would take back
 * what was typed since: it waits until the rules have answered.
 */
export function useFixes({ form, findings, isCurrent, dispatch, onGo }: Options) {
  const [awaited, setAwaited] = useState<Finding | null>(null);
  const [mended, setMended] = useState<Mended | null>(null);

  const mend = ({ fix, pointer }: Finding) => {
    if (!fix) return;
    setMended({ before: form, after: fix.form, pointer });
    dispatch({ do: 'replace', form: fix.form });
    onGo(pointer);
  };
  useEffect(() => {
    if (!awaited || !isCurrent) return;
    setAwaited(null);
    const again = findings.find(({ rule, pointer }) => rule === awaited.rule && pointer === awaited.pointer);
    if (again) mend(again);
  });

  return {
    onFix: (finding: Finding) => (isCurrent ? mend(finding) : setAwaited(finding)),
    /** Null when nothing was mended, or something was written since. */
    onUndo:
      mended?.after === form
        ? () => {
            dispatch({ do: 'replace', form: mended.before });
            onGo(mended.pointer);
          }
        : null,
  };
}
