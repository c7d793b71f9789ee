'use client';

import type { Channel } from '@parley/api-client';
import { Panel } from '@/ui/panel';
import { EchoSwitch } from './echo-switch';

export function EchoPanel({ channel }: { channel: Channel }) {
  return (
    <Panel>
      <EchoSwitch channel={channel} />
    </Panel>
  );
}
