'use client';

import type { InvitationWithLink } from '@parley/api-client';
import { useState } from 'react';
import { type ApiProblem, asProblem } from '@/data/problem';
import type { Role } from '../roles/role-names';
import { useInvite, useRefreshInvitations } from './invitations.queries';

export type InviteOutcome =
  | { kind: 'waiting'; email: string }
  | { kind: 'invited'; email: string; invitation: InvitationWithLink }
  | { kind: 'refused'; email: string; problem: ApiProblem };

export type InviteEach = {
  outcomes: readonly InviteOutcome[];
  invite: (addresses: readonly string[], role: Role) => Promise<void>;
  /** Once more, for those that may work now. */
  tryAgain: () => Promise<void>;
  forget: () => void;
};

/** One call per address, one after the other: each succeeds or fails on its own. */
export function useInviteEach(): InviteEach {
  const { mutateAsync } = useInvite();
  const refresh = useRefreshInvitations();
  const [outcomes, setOutcomes] = useState<readonly InviteOutcome[]>([]);
  const [role, setRole] = useState<Role>('agent');

  const settle = (outcome: InviteOutcome) =>
    setOutcomes((all) => all.map((one) => (one.email === outcome.email ? outcome : one)));

  const run = async (addresses: readonly string[], as: Role) => {
    for (const email of addresses) {
      try {
        settle({ kind: 'invited', email, invitation: await mutateAsync({ email, role: as }) });
      } catch (error) {
        settle({ kind: 'refused', email, problem: asProblem(error) });
      }
    }
    await refresh();
  };

  return {
    outcomes,
    invite: (addresses, as) => {
      setRole(as);
      setOutcomes(addresses.map((email) => ({ kind: 'waiting', email })));
      return run(addresses, as);
    },
    tryAgain: () => {
      const again = outcomes.flatMap((one) => (mayWorkNow(one) ? [one.email] : []));
      setOutcomes((all) => all.map((one) => (mayWorkNow(one) ? { kind: 'waiting', email: one.email } : one)));
      return run(again, role);
    },
    forget: () => setOutcomes([]),
  };
}

export const mayWorkNow = (outcome: InviteOutcome): boolean =>
  outcome.kind === 'refused' && outcome.problem.mayPass;
