'use client';

import type { SendingPolicy } from '@parley/api-client';
import { Lock } from 'lucide-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Form } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { SearchSelect } from '@/ui/search-select';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import { timeZoneOptions } from '../places-and-languages';
import { ConflictNotice } from '../conflict-notice';
import { SaveBar } from '../save-bar';
import { useUnsavedGuard } from '../use-unsaved-guard';
import { type SendingDraft, useSaveSendingPolicy } from './sending.queries';

const NIGHT = { from: '21:00', to: '09:00', timeZone: null };
const TWICE_A_WEEK = { messages: 2, days: 7 };

const draftOf = ({ quietHours, marketingLimit }: SendingPolicy): SendingDraft => ({
  quietHours,
  marketingLimit,
});

type Props = { saved: SendingPolicy; onReload: () => Promise<void> };

export function SendingForm({ saved, onReload }: Props) {
  const { tenant } = useWorkspace();
  const whyNot = useWhyNot('tenant.manage');
  const save = useSaveSendingPolicy();
  /** What somebody has changed here, on top of the version that they saw; null while nothing is changed. */
  const [edit, setEdit] = useState<{ draft: SendingDraft; version: number } | null>(null);
  const [isConflict, setConflict] = useState(false);
  const [openedAt] = useState(() => Date.now());
  const { quietHours, marketingLimit } = edit?.draft ?? draftOf(saved);
  const zone = quietHours?.timeZone ?? tenant.timeZone;
  const zones = useMemo(() => timeZoneOptions(openedAt, zone), [openedAt, zone]);
  useUnsavedGuard(edit !== null);

  const change = (part: Partial<SendingDraft>) => {
    const draft = { quietHours, marketingLimit, ...part };
    const isAsSaved = JSON.stringify(draft) === JSON.stringify(draftOf(saved));
    setEdit(isAsSaved ? null : { draft, version: edit?.version ?? saved.version });
  };
  const discard = () => {
    setEdit(null);
    setConflict(false);
  };
  const submit = async () => {
    if (!edit) return;
    try {
      await save.mutateAsync(edit);
      discard();
    } catch (error) {
      if (asProblem(error).code !== 'changed_meanwhile') throw error;
      setConflict(true);
    }
  };

  return (
    <Form onSubmit={submit} aria-label="Settings of sending" className="gap-6">
      {whyNot ? (
        <p className="flex items-center gap-2 text-[13px] text-ink-muted">
          <Lock aria-hidden="true" className="size-3.5" /> {whyNot}
        </p>
      ) : null}
      <Part
        title="Quiet hours"
        says="Marketing that is sent in these hours waits for their end."
        isOn={quietHours !== null}
        whyNot={whyNot}
        onSwitch={(isOn) => change({ quietHours: isOn ? NIGHT : null })}
      >
        {quietHours ? (
          <div className="grid gap-5 sm:max-w-md sm:grid-cols-2">
            <TextField
              name="from"
              label="From"
              type="time"
              whenMissing="Quiet hours begin at some time."
              readOnly={whyNot !== null}
              value={quietHours.from}
              onChange={(event) => change({ quietHours: { ...quietHours, from: event.target.value } })}
            />
            <TextField
              name="to"
              label="Until"
              type="time"
              whenMissing="Quiet hours end at some time."
              check={(value) =>
                value === quietHours.from ? 'They end at another time than they begin.' : null
              }
              hint={quietHours.to < quietHours.from ? 'On the next day.' : undefined}
              readOnly={whyNot !== null}
              value={quietHours.to}
              onChange={(event) => change({ quietHours: { ...quietHours, to: event.target.value } })}
            />
            <div className="sm:col-span-2">
              <SearchSelect
                label="Time zone"
                hint={quietHours.timeZone === null ? 'That of the workspace.' : undefined}
                options={zones}
                value={zone}
                onChange={(next) =>
                  change({ quietHours: { ...quietHours, timeZone: next === tenant.timeZone ? null : next } })
                }
                disabled={whyNot !== null}
                nothingFound="No such time zone. Try the largest city near you."
              />
            </div>
          </div>
        ) : null}
      </Part>
      <Part
        title="How much marketing one person gets"
        says="What would be more waits until an earlier message is that many days old."
        isOn={marketingLimit !== null}
        whyNot={whyNot}
        onSwitch={(isOn) => change({ marketingLimit: isOn ? TWICE_A_WEEK : null })}
      >
        {marketingLimit ? (
          <div className="grid gap-5 sm:max-w-md sm:grid-cols-2">
            <TextField
              name="messages"
              label="Messages"
              type="number"
              min={1}
              max={100}
              whenMissing="At least one message, or switch this off."
              readOnly={whyNot !== null}
              value={marketingLimit.messages || ''}
              onChange={(event) =>
                change({ marketingLimit: { ...marketingLimit, messages: Number(event.target.value) } })
              }
            />
            <TextField
              name="days"
              label="Within days"
              type="number"
              min={1}
              max={90}
              whenMissing="At least one day."
              readOnly={whyNot !== null}
              value={marketingLimit.days || ''}
              onChange={(event) =>
                change({ marketingLimit: { ...marketingLimit, days: Number(event.target.value) } })
              }
            />
          </div>
        ) : null}
      </Part>
      {isConflict ? <ConflictNotice onShow={() => void onReload().then(discard)} /> : null}
      {edit ? <SaveBar onDiscard={discard} /> : null}
    </Form>
  );
}

type PartProps = {
  title: string;
  says: string;
  isOn: boolean;
  whyNot: string | null;
  onSwitch: (isOn: boolean) => void;
  children: ReactNode;
};

/** A rule that is on or off, and what it is when it is on. */
function Part({ title, says, isOn, whyNot, onSwitch, children }: PartProps) {
  const id = useId();
  return (
    <Panel>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id={id} className="text-[15px] font-semibold">
            {title}
          </h2>
          <p id={`${id}-says`} className="mt-1 text-[13px] leading-5 text-ink-muted">
            {says}
          </p>
        </div>
        <Switch
          checked={isOn}
          onCheckedChange={onSwitch}
          aria-labelledby={id}
          aria-describedby={`${id}-says`}
          disabledReason={whyNot}
        />
      </div>
      {isOn ? <div className="mt-5">{children}</div> : null}
    </Panel>
  );
}
