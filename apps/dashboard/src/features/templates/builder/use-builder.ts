'use client';

import type { Template } from '@parley/api-client';
import { useEffect, useReducer, useRef, useState } from 'react';
import { useUnsavedGuard } from '@/features/settings/use-unsaved-guard';
import { useWorkspace } from '@/shell/workspace-context';
import { useMe } from '@/workspace/me-context';
import { draftAfter, draftOf, emptyForm } from './draft/draft';
import { formOf, isSame, type KeptDraft, keptKey, readKept } from './draft/kept-draft';
import { finishedName } from './draft/name';
import type { Form } from './draft/parts';

/**
 * What is being written, on top of a template or from nothing. The browser keeps it over a reload until it is saved. Only
 * in a browser.
 */
export function useBuilder(template: Template | null, language: string) {
  const { tenant } = useWorkspace();
  const key = keptKey(tenant.slug, useMe().id, template?.id ?? null);
  const [kept] = useState(() => readKept(inStorage(() => window.localStorage.getItem(key))));
  /** What it was written on top of: its version guards what somebody else may have saved since. */
  const [base, setBase] = useState(() => ({
    form: template ? formOf(template) : emptyForm(language),
    version: kept?.version ?? template?.version ?? null,
  }));
  const [draft, dispatch] = useReducer(draftAfter, kept?.form ?? base.form, draftOf);
  const [channelId, setChannelId] = useState(kept?.channelId ?? null);
  const isKeeping = useRef(kept !== null);
  const isChanged = !isSame(draft.form, base.form);
  useUnsavedGuard(isChanged);

  useEffect(() => {
    const value: KeptDraft = { form: draft.form, channelId, version: base.version };
    if (isChanged) inStorage(() => window.localStorage.setItem(key, JSON.stringify(value)));
    // What another tab keeps is not for this one to forget.
    else if (isKeeping.current) inStorage(() => window.localStorage.removeItem(key));
    isKeeping.current = isChanged;
  }, [key, isChanged, draft.form, channelId, base.version]);

  /** From here on it is written on top of that. `sent` is the form as it was when it was sent. */
  const settleOn = (saved: Template, sent: Form) => {
    setBase({ form: formOf(saved), version: saved.version });
    dispatch({ do: 'saved', sent, saved: formOf(saved) });
    inStorage(() => window.localStorage.removeItem(key));
  };
  /** Back to what is saved now. */
  const startAnew = (saved: Form, version: number | null) => {
    setBase({ form: formOf(saved), version });
    dispatch({ do: 'replace', form: formOf(saved) });
  };
  return {
    form: draft.form,
    /** As it is saved. */
    finished: { ...draft.form, name: finishedName(draft.form.name) },
    dispatch,
    channelId,
    setChannelId,
    version: base.version,
    isChanged,
    /** It was here before the page was loaded. */
    wasKept: kept !== null,
    settleOn,
    startAnew,
    discard: () => startAnew(base.form, base.version),
  };
}

/** A browser may have no storage to give; then nothing is kept. */
function inStorage<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
