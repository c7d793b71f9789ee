'use client';

import type { Channel } from '@parley/api-client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Panel } from '@/ui/panel';
import { useConnectionSteps } from '../channel-care.queries';

/** Gives the number up, and says what stays. */
export function DisconnectPanel({ channel }: { channel: Channel }) {
  const { tenant } = useWorkspace();
  const router = useRouter();
  const whyNot = useWhyNot('channels.manage');
  const [isAsking, setAsking] = useState(false);
  const { disconnect } = useConnectionSteps(channel.id);
  return (
    <Panel
      tone="danger"
      title="Disconnect this number"
      description="Its conversations stay and can be read. It can be connected again, here or elsewhere."
      className="pt-4"
    >
      <Button look="danger-outline" disabledReason={whyNot} onClick={() => setAsking(true)}>
        Disconnect…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Disconnect ${channel.name}?`}
        confirmLabel="Disconnect the number"
        typed={channel.displayPhoneNumber}
        onConfirm={async () => {
          await disconnect();
          router.push(paths.channels(tenant.slug));
        }}
      >
        <ul className="ms-4.5 list-disc marker:text-ink-faint">
          <li>Its conversations stay, and go on where they were if you connect it again.</li>
          <li>What waits to be sent from it fails, and what people write is not received.</li>
          <li>Its access token is forgotten.</li>
          <li>It stays as it is at Meta, and anybody who holds it there may connect it.</li>
        </ul>
      </ConfirmDialog>
    </Panel>
  );
}
