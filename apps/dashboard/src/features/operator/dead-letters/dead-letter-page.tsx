'use client';

import type { DeadLetterDetail } from '@parley/api-client';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { operatorPaths } from '@/shell/paths';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { BackLink } from '@/ui/back-link';
import { BodyPanel } from '../body-panel';
import { Fact, Facts } from '../facts';
import { OperatorPage } from '../operator-page';
import { OperatorProblem } from '../operator-problem';
import { RecordedNote } from '../recorded-note';
import { causeWords, letterStateWords, letterTone, stageWords } from './cause-words';
import { CurrentReplays } from './current-replays';
import { useDeadLetter } from './dead-letters.queries';
import { addressOf, lettersIn } from './letter-filters';
import { ReplayDialogs, type Wanted } from './replay-dialogs';

/** One dead letter: why it is one, what is in it, and what can be done. */
export function DeadLetterPage({ id }: { id: string }) {
  const filters = lettersIn(new URLSearchParams(useSearchParams()));
  const query = useDeadLetter(id);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { data } = query;
  const want = (action: Wanted['action']) => () => setWanted({ action, deadLetterIds: [id], letters: 1 });
  return (
    <>
      <BackLink href={`${operatorPaths.deadLetters}${filters ? `${addressOf(filters)}#${id}` : ''}`}>
        {filters ? 'Back to the list' : 'Dead letters'}
      </BackLink>
      <OperatorPage
        title={data ? causeWords(data.stage, data.reason).title : 'Dead letter'}
        description={data ? causeWords(data.stage, data.reason).meaning : null}
        action={
          data?.state === 'waiting' ? (
            <div className="flex flex-wrap gap-2">
              <Button look="danger-outline" onClick={want('discard')}>
                <Trash2 aria-hidden="true" /> Discard…
              </Button>
              <Button look="primary" onClick={want('replay')}>
                <RotateCcw aria-hidden="true" /> Replay…
              </Button>
            </div>
          ) : null
        }
      >
        <CurrentReplays />
        {query.isPending ? <PageSkeleton /> : null}
        {query.isLoadingError ? (
          <OperatorProblem error={query.error} what="this dead letter" onRetry={() => void query.refetch()} />
        ) : null}
        {data ? <Opened letter={data} /> : null}
        <ReplayDialogs wanted={wanted} onClose={() => setWanted(null)} />
      </OperatorPage>
    </>
  );
}

function Opened({ letter }: { letter: DeadLetterDetail }) {
  const { id, stage, reason, detail, tenant, element, body, state } = letter;
  return (
    <>
      <RecordedNote tenants={tenant ? [tenant] : []} />
      <Panel title={state === 'waiting' ? 'What to do' : 'What Parley said'} className="pt-1.5">
        {state === 'waiting' ? (
          <p className="max-w-[80ch] text-sm leading-6">{causeWords(stage, reason).next}</p>
        ) : null}
        <p
          dir="auto"
          className="mt-2 rounded-lg bg-canvas px-3 py-2 font-mono text-[13px] leading-5 wrap-anywhere whitespace-pre-wrap text-ink-muted rtl:text-end"
        >
          {detail ?? reason}
        </p>
      </Panel>
      <LetterFacts letter={letter} />
      {element ? (
        <BodyPanel
          title="The part"
          description="As Parley understood it; the webhook has the whole body."
          body={{ text: JSON.stringify(element, null, 2), base64: null }}
          fileName={`dead-letter-${id}`}
          isOurs
        />
      ) : null}
      {body ? (
        <BodyPanel
          title="The body"
          description="Byte for byte, as it came."
          body={body}
          fileName={`dead-letter-${id}`}
        />
      ) : null}
    </>
  );
}

function LetterFacts({ letter }: { letter: DeadLetterDetail }) {
  const {
    deliveryId,
    ordinal,
    stage,
    reason,
    tenant,
    receivedAt,
    attempts,
    state,
    note,
    createdAt,
    resolvedAt,
  } = letter;
  return (
    <Panel>
      <Facts>
        <Fact name="State">
          <Badge tone={letterTone[state]}>{letterStateWords[state]}</Badge>
          {resolvedAt ? (
            <>
              {' '}
              <Moment at={resolvedAt} look="dateAndTime" />
            </>
          ) : null}
        </Fact>
        <Fact name="Workspace">{tenant ? <bdi>{tenant.name}</bdi> : 'none'}</Fact>
        <Fact name="Set aside">
          <bdi>
            <Moment at={createdAt} look="dateAndTime" />, {stageWords[stage]},{' '}
            {attempts === 1 ? 'after one attempt' : `after ${attempts} attempts`}
          </bdi>
        </Fact>
        <Fact name="Reason">
          <code dir="ltr" className="text-[13px]">
            {reason}
          </code>
        </Fact>
        <Fact name="Received">
          <Moment at={receivedAt} look="dateAndTime" />
        </Fact>
        <Fact name="Webhook">
          {ordinal < 0 ? 'All of ' : `Part ${ordinal + 1} of `}
          <TextLink href={operatorPaths.webhook(deliveryId)} prefetch={false}>
            this webhook
          </TextLink>
        </Fact>
        {note ? (
          <Fact name="Note">
            <bdi>{note}</bdi>
          </Fact>
        ) : null}
      </Facts>
    </Panel>
  );
}

function PageSkeleton() {
  return (
    <LoadingRegion label="Loading the dead letter">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-[90px] rounded-2xl" />
        <Skeleton className="h-[180px] rounded-2xl" />
        <Skeleton className="h-[240px] rounded-2xl" />
      </div>
    </LoadingRegion>
  );
}
