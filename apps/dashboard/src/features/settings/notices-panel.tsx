'use client';

import { useId } from 'react';
import { asProblem } from '@/data/problem';
import { useMay } from '@/shell/use-may';
import { Alert } from '@/ui/alert';
import { Panel } from '@/ui/panel';
import { Switch } from '@/ui/switch';
import { useNotices, useSetNotices } from './notices.queries';

/** What I am told by e-mail in this workspace; only those who can do something about it are asked. */
export function NoticesPanel() {
  const id = useId();
  const notices = useNotices();
  const set = useSetNotices();
  if (!useMay('channels.manage')) return null;
  const problem = set.error ?? notices.error;
  return (
    <Panel title="E-mails to you" description="Only for you, and only from this workspace." className="pt-4">
      <div className="flex items-center gap-6">
        <div className="min-w-0 flex-1">
          <p id={`${id}-label`} className="text-sm font-medium">
            A number cannot send
          </p>
          <p id={`${id}-text`} className="mt-0.5 text-[13px] leading-5 text-ink-muted">
            Once each time a number stops, with the reason and what to do.
          </p>
        </div>
        <Switch
          checked={notices.data?.holdMails ?? true}
          onCheckedChange={(holdMails) => set.mutate({ holdMails })}
          disabledReason={notices.data ? null : 'Not known yet.'}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-text`}
        />
      </div>
      {problem ? <Alert text={asProblem(problem).message} className="mt-3" /> : null}
    </Panel>
  );
}
