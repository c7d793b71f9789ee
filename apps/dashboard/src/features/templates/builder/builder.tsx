'use client';

import type { Channel, Template } from '@parley/api-client';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { asProblem } from '@/data/problem';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { AllowedNote } from './allowed-note';
import { useChannelOf, useFindings, useSaving } from './builder.queries';
import { BuilderBar } from './builder-bar';
import { BuilderFields } from './builder-fields';
import { usesOnlyOne } from './channel-choice';
import { ChangedMeanwhile } from './changed-meanwhile';
import type { Finding } from './findings/findings';
import { type Aim, FindingsContext } from './findings/findings-context';
import { FindingsPanel } from './findings/findings-panel';
import { focusPlace } from './findings/focus-place';
import { languageFor } from './draft/languages';
import { PreviewPanel } from './panels/preview-panel';
import { type Refusal, refusalOf } from './refusal';
import { useBuilder } from './use-builder';
import { useFixes } from './findings/use-fixes';
import { usePictures } from './panels/use-pictures';

type Props = { opened: Template | null; channels: readonly Channel[] };

const NOTHING: readonly Finding[] = [];

/** A template as it is written: its parts, what the rules say of them, and what people will see. */
export function Builder({ opened, channels }: Props) {
  const { tenant } = useWorkspace();
  const router = useRouter();
  const [template, setTemplate] = useState(opened);
  const builder = useBuilder(template, languageFor(tenant.language));
  const { form, finished, isChanged, dispatch } = builder;
  const channelIds = channels.map(({ id }) => id);
  const channelOfTemplate = useChannelOf(template, channelIds);
  const channelId = template ? (channelOfTemplate ?? null) : (usesOnlyOne(channelIds) ?? builder.channelId);
  const lint = useFindings(form);
  const findings = lint.data ?? NOTHING;
  const saving = useSaving();
  const pictures = usePictures();
  const [showsAll, setShowsAll] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [running, setRunning] = useState<'save' | 'submit' | null>(null);
  const [aim, setAim] = useState<Aim | null>(null);

  const onGo = (pointer: string) => setAim({ pointer });
  const { onFix, onUndo } = useFixes({ form, findings, isCurrent: lint.isCurrent, dispatch, onGo });

  // Once what it is in is open.
  useEffect(() => {
    if (aim) focusPlace(aim.pointer);
  }, [aim]);

  const save = async (): Promise<Template> => {
    if (template !== null && !isChanged) return template;
    const saved =
      template === null
        ? await saving.create(channelId ?? '', finished)
        : await saving.change({ ...template, version: builder.version ?? template.version }, finished);
    builder.settleOn(saved, form);
    setTemplate(saved);
    // The same page goes on with it; a reload finds it again.
    if (template === null) window.history.replaceState(null, '', templatePaths.edit(tenant.slug, saved.id));
    return saved;
  };

  const submit = async () => {
    const saved = await saving.submit(await save());
    router.push(templatePaths.detail(tenant.slug, saved.id));
  };

  const run = async (deed: 'save' | 'submit', act: () => Promise<unknown>) => {
    if (running !== null) return;
    setRefusal(null);
    const missing = missingFirst(finished.name, channelId);
    const first = deed === 'submit' ? findings.find(({ severity }) => severity === 'error') : undefined;
    if (missing !== null || (first && lint.isCurrent)) {
      setShowsAll(true);
      onGo(missing ?? first?.pointer ?? '');
      return;
    }
    setRunning(deed);
    try {
      await act();
    } catch (error) {
      setShowsAll(true);
      setRefusal(refusalOf(asProblem(error), deed));
    } finally {
      setRunning(null);
    }
  };

  const lookAtTheirs = async () => {
    if (template === null) return;
    try {
      const now = await saving.lookAgain(template.id);
      builder.startAnew(now, now.version);
      setTemplate(now);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusalOf(asProblem(error), 'save'));
    }
  };
  return (
    <FindingsContext
      value={{
        findings,
        isCurrent: lint.isCurrent,
        showsAll,
        onFix,
        aim,
        onGo,
      }}
    >
      <form
        aria-label={template ? 'The template' : 'The new template'}
        noValidate
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void run('save', save);
        }}
        onKeyDown={(event) => {
          if (!isSaveKey(event)) return;
          event.preventDefault();
          void run('save', save);
        }}
        className="flex flex-col gap-6"
      >
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22.5rem]">
          <div className="flex min-w-0 flex-col gap-6">
            {template ? <AllowedNote template={template} /> : null}
            {builder.wasKept && isChanged ? (
              <Notice>
                <p>You had not saved this when you left. It is as you left it.</p>
                <Button size="small" className="mt-2.5" onClick={builder.discard}>
                  {template ? 'Take what is saved' : 'Begin anew'}
                </Button>
              </Notice>
            ) : null}
            <BuilderFields
              form={form}
              dispatch={dispatch}
              template={template}
              channels={channels}
              channelId={channelId}
              onChannel={builder.setChannelId}
              onPicture={pictures.add}
              pictures={pictures.byHandle}
            />
          </div>
          <div className="flex min-w-0 flex-col gap-6 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-9rem)] lg:-mx-1 lg:overflow-y-auto lg:px-1 lg:pb-1 calm-scroll">
            <PreviewPanel
              form={form}
              pictures={pictures.byHandle}
              from={channels.find(({ id }) => id === channelId)?.name}
            />
            <FindingsPanel
              form={form}
              problem={lint.isError ? asProblem(lint.error) : null}
              isUntouched={template === null && !isChanged}
              onUndo={onUndo}
            />
          </div>
        </div>
        <div className="sticky bottom-4 z-20">
          {refusal?.isConflict ? <ChangedMeanwhile onShow={() => void lookAtTheirs()} /> : null}
          <BuilderBar
            refusal={refusal?.isConflict ? null : refusal}
            isChanged={isChanged}
            isNew={template === null}
            whyNotSubmit={template && !template.can.submit && !isChanged ? NOTHING_NEW : null}
            running={running}
            onSubmit={() => void run('submit', submit)}
          />
        </div>
      </form>
    </FindingsContext>
  );
}

const NOTHING_NEW = 'WhatsApp has it as it is. Change something first.';

/** Ctrl S, or that of a Mac; by the key's place too, for keyboards with other letters. */
const isSaveKey = ({ ctrlKey, metaKey, altKey, key, code }: KeyboardEvent): boolean =>
  ctrlKey !== metaKey && !altKey && (key.toLowerCase() === 's' || (code === 'KeyS' && !/^[a-z]$/i.test(key)));

/** What the API cannot even keep a draft without. */
function missingFirst(name: string, channelId: string | null): string | null {
  if (name === '') return '/name';
  return channelId === null ? '/channelId' : null;
}
