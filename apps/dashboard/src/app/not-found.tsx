import { Compass } from 'lucide-react';
import Link from 'next/link';
import { WorkspaceList } from '@/features/account/workspace-list';
import { sitePaths } from '@/shell/paths';
import { StandalonePage } from '@/shell/standalone-page';
import { buttonStyle } from '@/ui/button-style';
import { findVisitor } from '@/workspace/find-visitor';

/** For a wrong address, and for a workspace that is not theirs: both look the same from outside. */
export default async function NotFoundPage() {
  const visitor = await findVisitor();
  const tenants = visitor.kind === 'signedIn' ? visitor.me.tenants : [];
  return (
    <StandalonePage
      icon={<Compass />}
      title="We could not find this page"
      action={
        tenants.length > 0 ? null : (
          <Link href={sitePaths.front} className={buttonStyle({ look: 'primary' })}>
            Go to the front page
          </Link>
        )
      }
    >
      <p>The address may be mistyped, or it belongs to a workspace that you are not a member of.</p>
      {tenants.length > 0 ? <WorkspaceList tenants={tenants} /> : null}
    </StandalonePage>
  );
}
