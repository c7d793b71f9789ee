'use client';

import type { Channel } from '@parley/api-client';
import { TriangleAlert } from 'lucide-react';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { isInSection } from '@/shell/navigation';
import { paths } from '@/shell/paths';
import { useMay } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { useNow } from '@/time/use-now';
import { TextLink } from '@/ui/text-link';
import { useChannels } from './channels.queries';
import { endingAmong, type EndingToken } from './ending-tokens';
import { heldAmong, type HeldChannel } from './held-numbers';

/** For whoever may put it in order, on every other page until it is. What cannot send now goes before what soon cannot. */
export function HeldBanner() {
  const mayManage = useMay('channels.manage');
  const { tenant } = useWorkspace();
  const pathname = usePathname();
  const now = useNow();
  const channels = useChannels().data;
  // There, each number says it itself.
  const isElsewhere = !isInSection(pathname, paths.channels(tenant.slug));
  const isShown = mayManage && isElsewhere;
  const [held, ...othersHeld] = isShown ? heldAmong(channels) : [];
  const [ending, ...othersEnding] = isShown ? endingAmong(channels, now) : [];
  return (
    <div role="status">
      {held ? (
        <Held first={held} others={othersHeld.length} />
      ) : ending ? (
        <Ending first={ending} others={othersEnding.length} />
      ) : null}
    </div>
  );
}

function Held({ first, others }: { first: HeldChannel; others: number }) {
  return (
    <Bar number={others === 0 ? first : null} label="Put it in order">
      <strong className="font-semibold text-warning">
        <bdi>{first.name}</bdi>
        {others > 0 ? ` and ${others} more cannot send.` : ' cannot send.'}
      </strong>{' '}
      {others > 0 ? null : <span className="max-lg:hidden">{first.held.sentence} </span>}
      Messages wait.
    </Bar>
  );
}

function Ending({ first: { channel, expiry }, others }: { first: EndingToken; others: number }) {
  return (
    <Bar number={others === 0 ? channel : null} label="Replace it">
      <strong className="font-semibold text-warning">
        The access token of <bdi>{channel.name}</bdi> {expiry.word.toLowerCase()}
        {others > 0 ? `, and ${others} more do soon.` : '.'}
      </strong>{' '}
      <span className="max-lg:hidden">Without one that is good, nothing is sent.</span>
    </Bar>
  );
}

/** `number`: the one that it is about; null where there are several. */
type BarProps = { number: Channel | null; label: string; children: ReactNode };

function Bar({ number, label, children }: BarProps) {
  const { tenant } = useWorkspace();
  return (
    <div className="flex items-start gap-2.5 border-b border-warning/20 bg-warning-soft px-4 py-2.5 text-[13px] leading-5 md:px-6">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
      <p className="min-w-0 flex-1 text-pretty">
        <bdi>{children}</bdi>
      </p>
      <TextLink
        href={number ? paths.channel(tenant.slug, number.id) : paths.channels(tenant.slug)}
        className="shrink-0"
      >
        {label}
      </TextLink>
    </div>
  );
}
