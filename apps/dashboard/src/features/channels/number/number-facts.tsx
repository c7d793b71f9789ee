'use client';

import type { Channel } from '@parley/api-client';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/panel';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useChannelActivity, useChannelHealth } from '../channel-care.queries';
import { lagWords, limitWords, qualityWords, statusOf, throughputWords } from '../channel-words';

/** How the number is, in the words of people. */
export function NumberFacts({ channel }: { channel: Channel }) {
  const health = useChannelHealth(channel.id);
  const activity = useChannelActivity(channel.id);
  if (health.isPending || activity.isPending) {
    return (
      <Panel title="How it is">
        <LoadingRegion label="Loading how the number is">
          <div className="grid gap-4 sm:grid-cols-2">
            {[0, 1, 2, 3, 4, 5].map((fact) => (
              <Skeleton key={fact} className="h-11" />
            ))}
          </div>
        </LoadingRegion>
      </Panel>
    );
  }
  if (!health.data || !activity.data) {
    const failed = health.data ? activity : health;
    return (
      <Panel title="How it is">
        <ProblemState
          problem={asProblem(failed.error)}
          what="how the number is"
          onRetry={() => void failed.refetch()}
        />
      </Panel>
    );
  }
  const { facts, trouble, message, lastCheck } = health.data;
  const { lastInboundAt, lastOutboundAt, webhookLagMs, peopleBegun } = activity.data;
  const status = statusOf(channel, health.data);
  const quality = qualityWords(facts?.quality ?? null);
  return (
    <Panel
      title="How it is"
      description={
        <bdi>
          Meta was asked <Moment at={lastCheck} look="ago" />.
        </bdi>
      }
      action={
        <Button
          size="small"
          isPending={health.isFetching}
          onClick={() => void Promise.all([health.refetch(), activity.refetch()])}
        >
          <RotateCw aria-hidden="true" /> Ask again
        </Button>
      }
      className="pt-4"
    >
      {trouble ? (
        <Notice tone="warning" className="mb-4">
          <p className="font-medium">{message}</p>
          <p className="mt-0.5 wrap-anywhere text-ink">
            <bdi>{trouble.reason}</bdi>
          </p>
        </Notice>
      ) : null}
      <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        <Fact name="Status">{status ? <Badge tone={status.tone}>{status.word}</Badge> : 'Not known'}</Fact>
        <Fact name="Quality">
          <Badge tone={quality.tone}>{quality.word}</Badge>
        </Fact>
        <Fact name="Messaging limit" says="Of all numbers of the business together, in 24 hours.">
          {limitWords(facts?.messagingLimit ?? null, peopleBegun) ?? 'Meta does not say.'}
        </Fact>
        <Fact name="Throughput" says="In and out.">
          <bdi>{throughputWords(channel.messagesPerSecond, facts?.throughput ?? null)}</bdi>
        </Fact>
        <Fact name="Display name">
          {facts?.displayName ? <bdi>{facts.displayName}</bdi> : 'Meta does not say.'}
        </Fact>
        <Fact name="Last message received">
          {lastInboundAt ? <Moment at={lastInboundAt} look="ago" /> : 'Nobody has written yet.'}
        </Fact>
        <Fact name="Last message sent">
          {lastOutboundAt ? <Moment at={lastOutboundAt} look="ago" /> : 'Nothing was sent yet.'}
        </Fact>
        <Fact name="From their phone to here" says="The last message that came in.">
          {webhookLagMs === null ? 'Nothing to measure yet.' : lagWords(webhookLagMs)}
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, says, children }: { name: string; says?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] leading-5 text-ink-muted">{name}</dt>
      <dd className="text-sm leading-6 wrap-anywhere">
        {children}
        {says ? <span className="block text-xs leading-4 text-ink-muted">{says}</span> : null}
      </dd>
    </div>
  );
}
