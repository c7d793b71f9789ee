'use client';

import type { ChannelFinding } from '@parley/api-client';
import { useState } from 'react';
import { ApiProblem } from '@/data/problem';
import { Panel } from '@/ui/panel';
import { summaryOf } from '../channel-words';
import { FindingRow } from '../doctor/finding-row';
import { useOneByOne } from '../doctor/use-one-by-one';
import {
  type CloudStep,
  findingsAt,
  holdsUp,
  isCloudStep,
  ownFault,
  reachable,
  stepAfter,
  stepBefore,
  stepOf,
  STEPS,
} from './cloud-steps';
import { useConnecting } from './connect.queries';
import { NameForm, ValueForm } from './step-forms';
import { StepList, stepTitles } from './step-list';
import { useConnectAddress } from './use-connect-address';
import { useDraft } from './use-draft';

const NOTHING = { at: 'accessToken', findings: [] } as const;

/** One value a step, each tried at Meta as soon as it is given. The token is kept by this page alone. */
export function CloudWizard() {
  const { step: wanted, go } = useConnectAddress();
  const { validate, connect, subscribe } = useConnecting();
  const [accessToken, setAccessToken] = useState('');
  const [draft, changeDraft, forgetDraft] = useDraft();
  const [tried, setTried] = useState<{ at: CloudStep; findings: readonly ChannelFinding[] }>(NOTHING);
  const step = reachable(isCloudStep(wanted) ? wanted : 'accessToken', { accessToken, ...draft });
  const goTo = (next: CloudStep) => go({ step: next });

  const tryOut = async (at: Exclude<CloudStep, 'name'>, value: string) => {
    const given = { accessToken, phoneNumberId: draft.phoneNumberId, wabaId: draft.wabaId, [at]: value };
    const upToHere = STEPS.slice(0, STEPS.indexOf(at) + 1);
    const { phoneNumberId, wabaId } = given;
    const check = await validate({
      accessToken: given.accessToken,
      ...(upToHere.includes('phoneNumberId') && { phoneNumberId }),
      ...(upToHere.includes('wabaId') && { wabaId }),
    });
    const fault = ownFault(at, check);
    if (fault) throw refusal(at, fault);
    const found = findingsAt(at, check.findings);
    setTried({ at, findings: found });
    if (at === 'accessToken') setAccessToken(value);
    else changeDraft({ [at]: value });
    if (!holdsUp(found)) goTo(stepAfter(at));
  };

  const finish = async (name: string, displayPhoneNumber: string) => {
    const { phoneNumberId, wabaId } = draft;
    const channelId = await connect({ accessToken, phoneNumberId, wabaId, name, displayPhoneNumber });
    forgetDraft();
    // Where it fails, the doctor of the next page finds it, and offers it again.
    await subscribe(channelId).catch(() => undefined);
    go({ done: channelId });
  };

  const before = stepBefore(step);
  const onBack = () => (before ? goTo(before) : go({}));
  const isHeldUp = tried.at === step && holdsUp(tried.findings);
  return (
    <>
      <StepList current={step} onGo={goTo} />
      <Panel className="flex flex-col gap-5">
        {step === 'name' ? (
          <NameForm draft={draft} onChange={changeDraft} onBack={onBack} onSubmit={finish} />
        ) : (
          <ValueForm
            // Each step has a form of its own, whose field is focused.
            key={step}
            step={step}
            value={step === 'accessToken' ? accessToken : draft[step]}
            onSubmit={(value) => tryOut(step, value)}
            onChange={(value) => step !== 'accessToken' && changeDraft({ [step]: value })}
            onBack={onBack}
            onGoOn={isHeldUp ? () => goTo(stepAfter(step)) : null}
          />
        )}
      </Panel>
      <WhatMetaSays findings={tried.findings} current={step} onGo={goTo} />
    </>
  );
}

/** What the API says of a value, as the form shows what a call refuses: at its field. */
function refusal(field: string, { code, message }: { code: string; message: string }): ApiProblem {
  return new ApiProblem(422, code, message, null, {
    faults: [{ pointer: `/${field}`, code, detail: message }],
  });
}

type SaysProps = { findings: readonly ChannelFinding[]; current: CloudStep; onGo: (step: CloudStep) => void };

function WhatMetaSays({ findings, current, onGo }: SaysProps) {
  const shown = useOneByOne(findings);
  return (
    <div className="mt-6">
      <p role="status" className="sr-only">
        {findings.length > 0 ? `Meta was asked. ${summaryOf(findings.map(({ verdict }) => verdict))}` : null}
      </p>
      {findings.length > 0 ? (
        <Panel
          title="What Meta says so far"
          description={summaryOf(findings.map(({ verdict }) => verdict))}
          className="pt-1.5 pb-2"
        >
          <ul>
            {shown.map((finding) => {
              const about = stepOf(finding);
              const isElsewhere = finding.verdict === 'fault' && about !== current;
              return (
                <FindingRow
                  key={finding.check}
                  finding={finding}
                  remedy={
                    isElsewhere ? (
                      <button
                        type="button"
                        onClick={() => onGo(about)}
                        className="rounded-sm text-[13px] font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-[3px] hover:decoration-accent-ink"
                      >
                        Change: {stepTitles[about].toLowerCase()}
                      </button>
                    ) : null
                  }
                />
              );
            })}
          </ul>
        </Panel>
      ) : null}
    </div>
  );
}
