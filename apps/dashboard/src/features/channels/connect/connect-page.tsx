'use client';

import { OnlyWith } from '@/shell/only-with';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { useIsHydrated } from '@/time/use-is-hydrated';
import { BackLink } from '@/ui/back-link';
import { LoadingRegion } from '@/ui/loading-region';
import { Skeleton } from '@/ui/skeleton';
import { ChooseWay } from './choose-way';
import { CloudWizard } from './cloud-wizard';
import { ConnectedPage } from './connected-page';
import { useConnectAddress } from './use-connect-address';

/** The way from no number to one that works. */
export function ConnectPage() {
  const { tenant } = useWorkspace();
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <title>{`Connect a number · ${tenant.name}`}</title>
      <div className="mx-auto max-w-3xl px-5 py-6 md:px-8 md:py-8">
        <BackLink href={paths.channels(tenant.slug)}>Channels</BackLink>
        <h1 className="text-xl leading-7 font-semibold tracking-tight">Connect a number</h1>
        <div className="mt-5 pb-10">
          <OnlyWith permission="channels.manage" what="this page">
            <Place />
          </OnlyWith>
        </div>
      </div>
    </div>
  );
}

function Place() {
  const { step, done, go } = useConnectAddress();
  const isHydrated = useIsHydrated();
  if (done) return <ConnectedPage channelId={done} />;
  if (step === null)
    return (
      <ChooseWay
        onCloud={() => go({ step: 'accessToken' })}
        onConnected={(channelId) => go({ done: channelId })}
      />
    );
  // What was typed before is in the browser alone.
  if (!isHydrated) {
    return (
      <LoadingRegion label="Loading the step">
        <Skeleton className="h-80 rounded-2xl" />
      </LoadingRegion>
    );
  }
  return <CloudWizard />;
}
