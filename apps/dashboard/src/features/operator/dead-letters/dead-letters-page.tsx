'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { CausesPage } from './causes-page';
import { lettersIn } from './letter-filters';
import { LettersPage } from './letters-page';

/** By cause, or, once the address says of which, one by one. */
export function DeadLettersPage() {
  const params = useSearchParams();
  const filters = useMemo(() => lettersIn(new URLSearchParams(params)), [params]);
  return filters ? <LettersPage filters={filters} /> : <CausesPage />;
}
