'use client';

import type { Channel } from '@parley/api-client';
import { useId } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { Switch } from '@/ui/switch';
import { useSetEcho } from './channels.queries';
import { EchoFault } from './echo-fault';

/** Turns the echo of a number on and off. */
export function EchoSwitch({ channel }: { channel: Channel }) {
  const setEcho = useSetEcho(channel.id);
  const whyNot = useWhyNot('channels.manage');
  const id = useId();
  return (
    <>
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
    </>
  );
}
