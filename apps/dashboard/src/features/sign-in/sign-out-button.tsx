'use client';

import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { signOut } from './sign-out';

export function SignOutButton({ next, children = 'Sign out' }: { next?: string; children?: string }) {
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const leave = async () => {
    setPending(true);
    setFault(null);
    try {
      await signOut(next);
    } catch (error) {
      setFault(asProblem(error).message);
      setPending(false);
    }
  };
  return (
    <>
      <Button isPending={isPending} onClick={() => void leave()}>
        {children}
      </Button>
      {fault ? <Alert className="w-full" text={`You are still signed in. ${fault}`} /> : null}
    </>
  );
}
