'use client';

import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { signOut } from '@/features/sign-in/sign-out';

/** Signs out, or says why the visitor is still signed in. */
export function useSignOut(): { leave: () => void; fault: string | null } {
  const [fault, setFault] = useState<string | null>(null);
  const leave = () => {
    setFault(null);
    signOut().catch((error: unknown) =>
      setFault(
        asProblem(error).isOutage
          ? 'Parley did not answer. Try again in a moment.'
          : asProblem(error).message,
      ),
    );
  };
  return { leave, fault: fault && `You are still signed in. ${fault}` };
}
