'use client';

import { createContext, use } from 'react';
import type { Finding } from './findings';

export type Aim = { readonly pointer: string };

type FindingsContextValue = {
  findings: readonly Finding[];
  /** Whether they are of what stands there now: a fix of what stood there before would take back what was typed since. */
  isCurrent: boolean;
  /** Also what is wrong with what nobody has filled in yet. */
  showsAll: boolean;
  onFix: (finding: Finding) => void;
  /** Where somebody wants to go, as the rules name places; a new object each time. */
  aim: Aim | null;
  onGo: (pointer: string) => void;
};

export const FindingsContext = createContext<FindingsContextValue>({
  findings: [],
  isCurrent: false,
  showsAll: false,
  onFix: () => undefined,
  aim: null,
  onGo: () => undefined,
});

export const useFieldFindings = (): FindingsContextValue => use(FindingsContext);
