import { SetUpDonePage } from '@/features/set-up/set-up-done-page';
import { SetUpPage } from '@/features/set-up/set-up-page';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findSetUp } from '@/workspace/find-visitor';

export default async function Page() {
  const setUp = await findSetUp();
  if (setUp.kind === 'unreachable') return <UnreachablePage requestId={setUp.requestId} />;
  return setUp.required ? <SetUpPage suggested={setUp.suggestedTenant} /> : <SetUpDonePage />;
}
