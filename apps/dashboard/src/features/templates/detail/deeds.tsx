'use client';

import type { Template } from '@parley/api-client';
import { Copy, PencilLine, Play, Send } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { type ApiProblem, asProblem } from '@/data/problem';
import { templatePaths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { Notice } from '@/ui/notice';
import { textLinkStyle } from '@/ui/text-link';
import { useTemplateDeeds } from '../templates.queries';
import { DuplicateDialog } from './copy-dialogs';
import { whyNotChange, whyNotSubmit } from './why-not';

type Deed = 'submit' | 'unpause';

/** What can be done with it now. What cannot says why. */
export function Deeds({ template }: { template: Template }) {
  const mayNot = useWhyNot('templates.manage');
  const deeds = useTemplateDeeds(template);
  const [running, setRunning] = useState<Deed | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isDuplicating, setDuplicating] = useState(false);
  const run = async (deed: Deed) => {
    setRunning(deed);
    setProblem(null);
    try {
      await deeds[deed]();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setRunning(null);
    }
  };
  const noSubmit = mayNot ?? whyNotSubmit(template);
  const noChange = mayNot ?? whyNotChange(template);
  // As it is, it would be rejected once more.
  const isToBeMended = template.status === 'rejected' && !template.hasUnsubmittedChanges;
  const canEndPause = template.can.unpause && template.pausedUntil === null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {canEndPause ? (
          <Button
            look="primary"
            isPending={running === 'unpause'}
            disabledReason={mayNot}
            onClick={() => void run('unpause')}
          >
            {running === 'unpause' ? null : <Play aria-hidden="true" />} End the pause
          </Button>
        ) : null}
        {isToBeMended ? <EditButton template={template} whyNot={noChange} look="primary" /> : null}
        {template.can.submit || template.status === 'draft' || mayNot ? (
          <Button
            look={canEndPause || isToBeMended ? 'outline' : 'primary'}
            isPending={running === 'submit'}
            disabledReason={noSubmit}
            onClick={() => void run('submit')}
          >
            {running === 'submit' ? null : <Send aria-hidden="true" className="rtl:-scale-x-100" />} Submit to
            WhatsApp
          </Button>
        ) : null}
        {isToBeMended ? null : <EditButton template={template} whyNot={noChange} look="outline" />}
        <Button disabledReason={mayNot} onClick={() => setDuplicating(true)}>
          <Copy aria-hidden="true" /> Duplicate…
        </Button>
      </div>
      {problem ? <DeedProblem problem={problem} template={template} /> : null}
      <DuplicateDialog template={template} open={isDuplicating} onOpenChange={setDuplicating} />
    </div>
  );
}

type EditProps = { template: Template; whyNot: string | null; look: 'primary' | 'outline' };

function EditButton({ template, whyNot, look }: EditProps) {
  const { tenant } = useWorkspace();
  const face = (
    <>
      <PencilLine aria-hidden="true" /> Edit
    </>
  );
  if (whyNot)
    return (
      <Button look={look} disabledReason={whyNot}>
        {face}
      </Button>
    );
  return (
    <Link href={templatePaths.edit(tenant.slug, template.id)} className={buttonStyle({ look })}>
      {face}
    </Link>
  );
}

function DeedProblem({ problem, template }: { problem: ApiProblem; template: Template }) {
  const { tenant } = useWorkspace();
  const { code, message, title, faults, requestId, retryAt } = problem;
  if (code === 'changed_meanwhile') {
    return (
      <Notice tone="warning" isNews>
        Somebody else has changed it meanwhile, so it was not submitted. This is how it is now: look at it,
        then submit it.
      </Notice>
    );
  }
  if (code === 'template_has_errors') {
    return (
      <Alert
        text={
          <>
            WhatsApp would refuse it as it is: {[...new Set(faults.map(({ detail }) => detail))].join(' ')}{' '}
            <Link href={templatePaths.edit(tenant.slug, template.id)} className={textLinkStyle}>
              Mend it
            </Link>
          </>
        }
      />
    );
  }
  return (
    <Alert
      text={title && title !== message ? `${title} ${message}` : message}
      requestId={requestId}
      retryAt={retryAt}
    />
  );
}
