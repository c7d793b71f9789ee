import type { Me, SetUpState } from '@parley/api-client';
import { cache } from 'react';
import { asProblem, unwrap } from '@/data/problem';
import { apiForVisitor } from './ask-api';
import type { Unreachable } from './find-workspace';

export type Visitor = { kind: 'signedIn'; me: Me } | { kind: 'signedOut' } | Unreachable;

/** Who made this request. Asked once per request. */
export const findVisitor = cache(async (): Promise<Visitor> => {
  try {
    return { kind: 'signedIn', me: unwrap(await (await apiForVisitor()).GET('/api/v1/me')) };
  } catch (error) {
    const { status, requestId } = asProblem(error);
    return status === 401 ? { kind: 'signedOut' } : { kind: 'unreachable', requestId };
  }
});

export type SetUp = ({ kind: 'known' } & SetUpState) | Unreachable;

/** Whether this installation still waits for its first account. Asked once per request. */
export const findSetUp = cache(async (): Promise<SetUp> => {
  try {
    return { kind: 'known', ...unwrap(await (await apiForVisitor()).GET('/api/v1/set-up')) };
  } catch (error) {
    return { kind: 'unreachable', requestId: asProblem(error).requestId };
  }
});
