'use client';

import type { TemplateSync } from '@parley/api-client';
import { RefreshCw } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { Moment } from '@/time/moment';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { outcomeOf } from './sync-words';
import { useSyncTemplates, useTemplateSyncs } from './templates.queries';

/** When WhatsApp was last asked what it has, what it said, and the way to ask it now. */
export function SyncNote() {
  const whyNot = useWhyNot('templates.manage');
  const { data: known = [] } = useTemplateSyncs();
  const sync = useSyncTemplates();
  const outcome = sync.data ? outcomeOf(sync.data) : null;
  const troubled = known.filter(({ trouble }) => trouble !== null);
  const problem = sync.isError ? asProblem(sync.error) : null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-[13px] leading-5 text-ink-muted">
        <p role="status">{sync.isPending ? 'Asking WhatsApp…' : (outcome ?? <LastAsked syncs={known} />)}</p>
        <Button
          look="quiet"
          size="small"
          aria-busy={sync.isPending}
          disabledReason={whyNot}
          onClick={() => {
            if (!sync.isPending) sync.mutate();
          }}
        >
          <RefreshCw aria-hidden="true" className={sync.isPending ? 'animate-spin' : ''} /> Ask WhatsApp now
        </Button>
      </div>
      {problem ? (
        <Alert
          text={`WhatsApp could not be asked. ${problem.message}`}
          requestId={problem.requestId}
          retryAt={problem.retryAt}
        />
      ) : (
        troubled.map(({ accountId, trouble }) => (
          <Alert
            key={accountId}
            text={
              <>
                The account <bdi dir="ltr">{accountId}</bdi> could not be asked for its templates:{' '}
                <bdi>{trouble?.reason}</bdi>
              </>
            }
          />
        ))
      )}
    </div>
  );
}

function LastAsked({ syncs }: { syncs: readonly TemplateSync[] }) {
  const last = syncs.reduce<string | null>(
    (latest, { syncedAt }) => (syncedAt !== null && syncedAt > (latest ?? '') ? syncedAt : latest),
    null,
  );
  if (last === null) return 'WhatsApp has not been asked yet what it has.';
  return (
    <bdi>
      WhatsApp was last asked what it has <Moment at={last} look="ago" />.
    </bdi>
  );
}
