'use client';

import { useState } from 'react';
import { useWorkspace } from '@/shell/workspace-context';
import { useMe } from '@/workspace/me-context';
import { type ConnectDraft, draftKey, readDraft } from './draft';

type Draft = [ConnectDraft, (change: Partial<ConnectDraft>) => void, () => void];

/** What was typed before, also before a reload; how to change it, and how to forget it. Only in a browser. */
export function useDraft(): Draft {
  const { tenant } = useWorkspace();
  const key = draftKey(tenant.slug, useMe().id);
  const [draft, setDraft] = useState(() => readDraft(kept(() => window.localStorage.getItem(key))));
  const change = (part: Partial<ConnectDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    kept(() => window.localStorage.setItem(key, JSON.stringify(next)));
  };
  // What is shown stays: a form that is being sent keeps what it was filled with.
  const forget = () => void kept(() => window.localStorage.removeItem(key));
  return [draft, change, forget];
}

/** A browser may have no storage to give; then nothing is kept. */
function kept<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
