'use client';

import type { Consent, Conversation } from '@parley/api-client';
import { BellOff, Hand, MessageCircle } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { Button } from '@/ui/button';
import { type Choice, ChoiceMenu } from '@/ui/menu';
import { consentWords, sourceWords } from './consent-words';
import { useConsent, useSetConsent } from './consent.queries';

const ICONS = {
  given: <MessageCircle aria-hidden="true" className="text-ink-muted" />,
  marketing_opt_out: <BellOff aria-hidden="true" className="text-warning" />,
  stopped: <Hand aria-hidden="true" className="text-danger" />,
} as const satisfies Record<Consent, unknown>;

const choices: Choice<Consent>[] = (['given', 'marketing_opt_out', 'stopped'] as const).map((consent) => ({
  value: consent,
  label: consentWords[consent],
  icon: ICONS[consent],
}));

/** Whether this person may be written to, who says so, and the way to note something else. */
export function ConsentMenu({ conversation }: { conversation: Conversation }) {
  const whyNot = useWhyNot('contacts.manage');
  const { data } = useConsent(conversation);
  const { mutate, isPending, error } = useSetConsent(conversation);
  if (!data) return <div className="ms-auto" />;
  const { consent, history } = data;
  const face = (
    <Button
      size="small"
      disabledReason={whyNot}
      isPending={isPending}
      title={sourceWords(history[0])}
      className="px-2"
    >
      {ICONS[consent]}
      <span className="max-md:sr-only">
        <span className="sr-only">What this person allows: </span>
        {consentWords[consent]}
      </span>
    </Button>
  );
  return (
    <div className="ms-auto flex shrink-0 flex-col items-end">
      {whyNot ? (
        face
      ) : (
        <ChoiceMenu
          label="What this person allows"
          align="end"
          className="w-60"
          trigger={face}
          value={consent}
          choices={choices}
          onChoose={(next) => next !== consent && mutate(next)}
        />
      )}
      <span role="alert" className="max-w-52 truncate text-xs text-danger empty:hidden">
        {error ? `Not noted. ${asProblem(error).message}` : ''}
      </span>
    </div>
  );
}
