import { redirect } from 'next/navigation';
import { nextPath } from '@/features/sign-in/next-path';
import { SignInPage } from '@/features/sign-in/sign-in-page';
import { sitePaths } from '@/shell/paths';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findSetUp, findVisitor } from '@/workspace/find-visitor';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const wish = (await searchParams).next;
  const next = nextPath(typeof wish === 'string' ? wish : null);
  const [visitor, setUp] = await Promise.all([findVisitor(), findSetUp()]);
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  if (visitor.kind === 'signedIn') redirect(next ?? sitePaths.front);
  if (setUp.kind === 'known' && setUp.required) redirect(sitePaths.setUp);
  return <SignInPage next={next} />;
}
