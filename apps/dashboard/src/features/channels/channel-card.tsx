'use client';

import type { Channel } from '@parley/api-client';
import { ChevronRight, Smartphone } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { useNow } from '@/time/use-now';
import { Badge } from '@/ui/badge';
import { useChannelActivity, useChannelHealth, useChannelNews } from './channel-care.queries';
import { ChannelHold } from './channel-hold';
import { expiryWords, limitWords, qualityWords, statusOf } from './channel-words';
import { EchoSwitch } from './echo-switch';
import { newsBadges } from './news-words';

/** A number among others: how it is at a glance, and the way to all the rest. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { tenant } = useWorkspace();
  return (
    <li className="rounded-2xl border border-line bg-surface shadow-sm">
      <div className="group/number relative flex items-center gap-3.5 rounded-t-2xl p-5 transition-colors hover:bg-hover">
        <span
          aria-hidden="true"
          className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-ink"
        >
          <Smartphone className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <h2 className="truncate text-[15px] font-semibold">
              {/* The whole head of the card is hit, and the name alone is read. */}
              <Link
                href={paths.channel(tenant.slug, channel.id)}
                className="after:absolute after:inset-0 after:rounded-t-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              >
                <bdi>{channel.name}</bdi>
              </Link>
            </h2>
            {channel.simulated ? <Badge>Simulated</Badge> : null}
          </div>
          <p className="text-[13px] text-ink-muted">
            WhatsApp <span aria-hidden="true">·</span>{' '}
            <bdi dir="ltr" className="tabular-nums">
              {channel.displayPhoneNumber}
            </bdi>
          </p>
          <AtAGlance channel={channel} />
        </div>
        <ChevronRight aria-hidden="true" className="size-4.5 shrink-0 text-ink-faint rtl:-scale-x-100" />
      </div>
      {channel.held ? <ChannelHold held={channel.held} /> : null}
      <div className="border-t border-line px-5 py-4">
        <EchoSwitch channel={channel} />
      </div>
    </li>
  );
}

/** Keeps its height while Meta is asked, which may take seconds. */
function AtAGlance({ channel }: { channel: Channel }) {
  const { data: health } = useChannelHealth(channel.id);
  const { data: activity } = useChannelActivity(channel.id);
  const { data: news } = useChannelNews(channel.id);
  const now = useNow();
  const status = statusOf(channel, health);
  const quality = health?.facts ? qualityWords(health.facts.quality) : null;
  const expiry = expiryWords(channel.accessToken?.expiresAt ?? null, now);
  return (
    <p className="mt-1.5 flex min-h-5.5 flex-wrap items-center gap-x-1.5 gap-y-1 text-[13px] text-ink-muted">
      {status ? <Badge tone={status.tone}>{status.word}</Badge> : null}
      {quality ? <Badge tone={quality.tone}>{quality.word}</Badge> : null}
      {newsBadges(news?.inForce).map(({ tone, word }) => (
        <Badge key={word} tone={tone}>
          {word}
        </Badge>
      ))}
      {expiry ? <Badge tone={expiry.tone}>{`Token: ${expiry.word.toLowerCase()}`}</Badge> : null}
      <span>{limitWords(health?.facts?.messagingLimit ?? null, activity?.peopleBegun)}</span>
    </p>
  );
}
