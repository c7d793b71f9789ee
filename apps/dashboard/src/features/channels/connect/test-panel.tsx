'use client';

import type { Channel } from '@parley/api-client';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { QrCode } from '@/features/account/qr-code';
import { asProblem } from '@/data/problem';
import { useNow } from '@/time/use-now';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { useChannelActivity, useConnectionSteps } from '../channel-care.queries';

const LOOK_EVERY_MS = 5_000;
const RECENT_MS = 10 * 60_000;

/** Sends oneself a test, and shows here when it has arrived. */
export function TestPanel({ channel }: { channel: Channel }) {
  const [hasArrived, setArrived] = useState(false);
  const { data } = useChannelActivity(channel.id, hasArrived ? undefined : LOOK_EVERY_MS);
  const now = useNow();
  const isRecent = data?.lastInboundAt ? now - Date.parse(data.lastInboundAt) < RECENT_MS : false;
  if (isRecent && !hasArrived) setArrived(true);
  return (
    <Panel
      title="Send yourself a test"
      description={
        channel.simulated
          ? 'Nobody outside can write to a simulated number, so somebody made up does.'
          : 'Write to the number from your own phone.'
      }
      className="flex flex-col gap-4"
    >
      {channel.simulated ? (
        <MadeUpCustomer channelId={channel.id} />
      ) : (
        <OwnPhone address={channel.displayPhoneNumber} />
      )}
      <p role="status" className="flex items-center gap-2 text-sm leading-5">
        {hasArrived ? (
          <>
            <CircleCheck aria-hidden="true" className="size-4.5 text-accent-ink" />
            <span className="font-medium text-accent-ink">A message has arrived. Receiving works.</span>
          </>
        ) : (
          <>
            <LoaderCircle aria-hidden="true" className="size-4.5 animate-spin text-ink-faint" />
            <span className="text-ink-muted">Waiting for a message…</span>
          </>
        )}
      </p>
    </Panel>
  );
}

function MadeUpCustomer({ channelId }: { channelId: string }) {
  const { writeTest } = useConnectionSteps(channelId);
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const write = async () => {
    setPending(true);
    setFault(null);
    try {
      await writeTest();
    } catch (error) {
      setFault(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      {fault ? <Alert text={asProblem(fault).message} requestId={asProblem(fault).requestId} /> : null}
      <Button isPending={isPending} onClick={() => void write()} className="self-start">
        Have a test customer write
      </Button>
    </>
  );
}

function OwnPhone({ address }: { address: string }) {
  const link = `https://wa.me/${address.replaceAll(/\D/g, '')}?text=${encodeURIComponent('Hello!')}`;
  return (
    <div className="flex flex-wrap items-center gap-5">
      <QrCode text={link} label={`Opens a chat with ${address} in WhatsApp`} />
      <p className="min-w-0 flex-1 basis-56 text-sm leading-6 text-pretty text-ink-muted">
        Scan this with the camera of your phone, or{' '}
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          className="rounded-sm font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-[3px] hover:decoration-accent-ink"
        >
          open the chat in WhatsApp
        </a>
        . Then send the message that stands there.
      </p>
    </div>
  );
}
