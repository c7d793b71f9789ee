import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { OnlyOperators } from '@/features/operator/only-operators';
import { OperatorFrame } from '@/features/operator/operator-frame';
import { operatorPaths, sitePaths } from '@/shell/paths';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findVisitor } from '@/workspace/find-visitor';
import { MeProvider } from '@/workspace/me-context';

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const visitor = await findVisitor();
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  if (visitor.kind === 'signedOut') {
    redirect(sitePaths.signIn((await headers()).get('x-address') ?? operatorPaths.queues));
  }
  if (!visitor.me.isOperator) return <OnlyOperators />;
  return (
    <MeProvider me={visitor.me}>
      <OperatorFrame>{children}</OperatorFrame>
    </MeProvider>
  );
}
