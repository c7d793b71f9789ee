'use client';

import type { Tenant } from '@parley/api-client';
import { Lock } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { clockTime } from '@/time/calendar';
import { useIsHydrated } from '@/time/use-is-hydrated';
import { useNow } from '@/time/use-now';
import { Form } from '@/ui/form';
import { Panel } from '@/ui/panel';
import { SearchSelect } from '@/ui/search-select';
import { TextField } from '@/ui/text-field';
import { languageOptions, timeZoneOptions } from './places-and-languages';
import { ConflictNotice } from './conflict-notice';
import { SaveBar } from './save-bar';
import { UnknownRepliesPanel } from './unknown-replies-panel';
import { useUnsavedGuard } from './use-unsaved-guard';
import { useSaveWorkspace, type WorkspaceDraft } from './workspace.queries';

type Props = {
  saved: Tenant;
  onReload: () => Promise<Tenant>;
  /** What stands below the fields, above the bar that saves them. */
  children: ReactNode;
};

const draftOf = ({ name, timeZone, language, unknownReplies }: Tenant): WorkspaceDraft => ({
  name,
  timeZone,
  language,
  unknownReplies,
});

export function WorkspaceForm({ saved, onReload, children }: Props) {
  const whyNot = useWhyNot('tenant.manage');
  const save = useSaveWorkspace();
  /** What somebody has changed here, on top of the version that they saw; null while nothing is changed. */
  const [edit, setEdit] = useState<{ draft: WorkspaceDraft; version: number } | null>(null);
  const [isConflict, setConflict] = useState(false);
  const [openedAt] = useState(() => Date.now());
  const current = edit?.draft ?? draftOf(saved);
  const { name, timeZone, language, unknownReplies } = current;
  const zones = useMemo(() => timeZoneOptions(openedAt, saved.timeZone), [openedAt, saved.timeZone]);
  const languages = useMemo(() => languageOptions(saved.language), [saved.language]);
  useUnsavedGuard(edit !== null);

  const change = (part: Partial<WorkspaceDraft>) => {
    const draft = { ...current, ...part };
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
      await save.mutateAsync({ ...edit, draft: { ...edit.draft, name: edit.draft.name.trim() } });
      discard();
    } catch (error) {
      if (asProblem(error).code !== 'changed_meanwhile') throw error;
      setConflict(true);
    }
  };

  return (
    <Form onSubmit={submit} aria-label="Workspace settings" className="gap-6">
      <Panel title="General" className="flex flex-col gap-5 sm:*:max-w-md">
        {whyNot ? (
          <p className="flex items-center gap-2 text-[13px] text-ink-muted">
            <Lock aria-hidden="true" className="size-3.5" /> {whyNot}
          </p>
        ) : null}
        <TextField
          name="name"
          label="Name"
          whenMissing="A workspace has a name."
          autoComplete="organization"
          maxLength={80}
          readOnly={whyNot !== null}
          value={name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <SearchSelect
          label="Time zone"
          hint={<LocalTime zone={timeZone} />}
          options={zones}
          value={timeZone}
          onChange={(next) => change({ timeZone: next })}
          disabled={whyNot !== null}
          nothingFound="No such time zone. Try the largest city near you."
        />
        <SearchSelect
          label="Language"
          options={languages}
          value={language}
          onChange={(next) => change({ language: next })}
          disabled={whyNot !== null}
          nothingFound="No such language."
        />
      </Panel>
      <UnknownRepliesPanel
        value={unknownReplies}
        whyNot={whyNot}
        onChange={(next) => change({ unknownReplies: next })}
      />
      {isConflict ? <ConflictNotice onShow={() => void onReload().then(discard)} /> : null}
      {children}
      {edit ? <SaveBar onDiscard={discard} /> : null}
    </Form>
  );
}

function LocalTime({ zone }: { zone: string }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  return (
    <span className={isHydrated ? '' : 'invisible'}>{isHydrated ? localTime(zone, now) : 'It is …'}</span>
  );
}

function localTime(zone: string, now: number): string {
  try {
    return `It is ${clockTime(now, zone)} there now.`;
  } catch {
    return 'This browser does not know that time zone.';
  }
}
