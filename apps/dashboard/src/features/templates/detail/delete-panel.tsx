'use client';

import type { Template } from '@parley/api-client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { templatePaths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Panel } from '@/ui/panel';
import { languageName } from '../builder/draft/languages';
import { statusWords } from '../template-words';
import { useTemplateDeeds, useTemplateUsage } from '../templates.queries';
import { Waiting } from './usage-panel';

/** Gives a template up, here and at WhatsApp, and says what that means for its name. */
export function DeletePanel({ template }: { template: Template }) {
  const { tenant } = useWorkspace();
  const router = useRouter();
  const mayNot = useWhyNot('templates.manage');
  const [isAsking, setAsking] = useState(false);
  const { remove } = useTemplateDeeds(template);
  const { data: usage } = useTemplateUsage(template.id);
  const { name, language, status, can, externalId } = template;
  const whyNot =
    mayNot ??
    (can.delete ? null : `It is ${statusWords(status).word.toLowerCase()}, and WhatsApp keeps it so.`);
  const isInUse = usage !== undefined && usage.waiting > 0;
  return (
    <Panel
      tone="danger"
      title={`Delete it in ${languageName(language)}`}
      description="What was sent with it stays in its conversations."
      className="pt-4"
    >
      {isInUse ? (
        <div className="mb-4 rounded-lg bg-warning-soft px-3.5 py-3">
          <p className="text-sm leading-5 font-medium text-warning">
            It can be deleted when nothing waits for it any more.
          </p>
          <Waiting usage={usage} />
        </div>
      ) : null}
      <Button look="danger-outline" disabledReason={whyNot} onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        confirmLabel="Delete the template"
        {...(externalId !== null && { typed: name })}
        words={{
          template_in_use:
            'Messages wait to be sent with it. Cancel them, or wait until they are sent: “Where it is used” names them.',
        }}
        onConfirm={async () => {
          await remove();
          router.push(templatePaths.list(tenant.slug));
        }}
      >
        {externalId === null ? (
          <p>WhatsApp has never got it, so nobody misses it there. The draft is gone for good.</p>
        ) : (
          <ul className="ms-4.5 list-disc marker:text-ink-faint">
            <li>Only its {languageName(language)} is deleted, here and at WhatsApp, for good.</li>
            <li>For 30 days WhatsApp gives its name to nobody: what comes in its place needs another one.</li>
            <li>What was sent with it stays in its conversations.</li>
          </ul>
        )}
      </ConfirmDialog>
    </Panel>
  );
}
