'use client';

import type { Channel } from '@parley/api-client';
import { Smartphone } from 'lucide-react';
import { useId } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { Badge } from '@/ui/badge';
import { Switch } from '@/ui/switch';
import { AccessTokenPanel } from './access-token-panel';
import { useSetEcho } from './channels.queries';
import { ChannelHold } from './channel-hold';
import { EchoFault } from './echo-fault';

export function ChannelCard({ channel }: { channel: Channel }) {
  const setEcho = useSetEcho(channel.id);
  const whyNot = useWhyNot('channels.manage');
  const id = useId();
  return (
    <li className="rounded-2xl border border-line bg-surface shadow-sm">
      <div className="flex items-center gap-3.5 p-5">
        <span
          aria-hidden="true"
          className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-ink"
        >
          <Smartphone className="size-5" />
        </span>
        <div className="min-w-0">
          <div className="flex items-center gap-2">
            <h2 className="truncate text-[15px] font-semibold">
              <bdi>{channel.name}</bdi>
            </h2>
            {channel.simulated ? <Badge>Simulated</Badge> : null}
          </div>
          <p className="text-[13px] text-ink-muted">
            WhatsApp <span aria-hidden="true">·</span>{' '}
            <bdi dir="ltr" className="tabular-nums">
              {channel.displayPhoneNumber}
            </bdi>
          </p>
        </div>
      </div>
      {channel.held ? <ChannelHold held={channel.held} /> : null}
      <div className="border-t border-line px-5 py-4">
        <div className="flex items-center gap-6">
          <div className="min-w-0 flex-1">
            <p id={`${id}-label`} className="text-sm font-medium">
              Echo
            </p>
            <p id={`${id}-text`} className="mt-0.5 text-[13px] leading-5 text-ink-muted">
              Answers each message with the time it arrived and its text. Good for trying the number out.
            </p>
          </div>
          <Switch
            checked={channel.echoEnabled}
            onCheckedChange={(isOn) => setEcho.mutate(isOn)}
            disabledReason={whyNot}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-text`}
          />
        </div>
        {setEcho.isError ? <EchoFault error={setEcho.error} /> : null}
      </div>
      <AccessTokenPanel channel={channel} />
    </li>
  );
}
