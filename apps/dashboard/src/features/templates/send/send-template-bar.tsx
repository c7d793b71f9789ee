'use client';

import type { Conversation, Message } from '@parley/api-client';
import { Clock, LayoutTemplate } from 'lucide-react';
import { useState } from 'react';
import { useWhyNot } from '@/shell/use-may';
import { dateAndTime } from '@/time/calendar';
import { useIsHydrated } from '@/time/use-is-hydrated';
import { useNow } from '@/time/use-now';
import { Button } from '@/ui/button';
import { useLetterKeys } from '../letter-key';
import { SendTemplateDialog } from './send-template-dialog';
import { windowEndOf } from './window-words';

type Props = {
  conversation: Conversation;
  /** Newest first. */
  messages: readonly Message[];
  areThereOlder: boolean;
};

/** Where something is written: the template is the way that is always open. T opens it from anywhere on the page. */
export function SendTemplateBar({ conversation, messages, areThereOlder }: Props) {
  const whyNot = useWhyNot('messages.send');
  const [isOpen, setOpen] = useState(false);
  useLetterKeys({ t: whyNot ? null : () => setOpen(true) });
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-surface px-4 py-2.5">
      <WindowNote end={windowEndOf(messages, areThereOlder)} />
      <Button
        look="primary"
        aria-keyshortcuts="t"
        disabledReason={whyNot}
        onClick={() => setOpen(true)}
        className="ms-auto"
      >
        <LayoutTemplate aria-hidden="true" /> Send a template
      </Button>
      <SendTemplateDialog conversation={conversation} open={isOpen} onOpenChange={setOpen} />
    </div>
  );
}

/** Whether anything may be written to them, or a template alone. */
function WindowNote({ end }: { end: number | null | undefined }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  if (end === undefined || !isHydrated) return null;
  return (
    <p className="flex min-w-0 flex-1 basis-64 items-start gap-2 text-[13px] leading-5 text-ink-muted">
      <Clock aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="text-pretty">
        {end === null
          ? 'They have not written yet. Until they do, a template alone reaches them.'
          : end > now
            ? `They wrote within 24 hours: until ${dateAndTime(end)} any message may be sent.`
            : 'They have not written for 24 hours. Until they do, a template alone reaches them.'}
      </span>
    </p>
  );
}
