'use client';

import type { NewReplay } from '@parley/api-client';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import {
  DEFAULT_RATE,
  durationWords,
  lettersWord,
  MAX_RATE,
  MIN_RATE,
  MOST_AT_ONCE,
  rateIn,
} from './replay-words';
import { useStartReplay } from './replays.queries';

/** Which letters somebody wants to be tried again or discarded. */
export type Wanted = {
  action: NewReplay['action'];
  /** How many, or null where only the API can count them. */
  letters: number | null;
  /** What they have in common: a cause. */
  about?: string;
} & ({ filter: NonNullable<NewReplay['filter']> } | { deadLetterIds: string[] });

type Props = { wanted: Wanted | null; onClose: () => void };

const MAX_NOTE = 500;
const WHO_READS = 'Where all letters are of one workspace, its audit trail shows it, too.';
const RATE_FAULT = `This has to be a whole number from ${MIN_RATE} to ${MAX_RATE}.`;

const words = {
  nothing_to_replay: 'None of them waits any more. Somebody else was quicker, or a replay is under way.',
};

/** Asks how, and says what will happen, before letters are tried again or discarded. */
export function ReplayDialogs({ wanted, onClose }: Props) {
  if (!wanted) return null;
  const isReplay = wanted.action === 'replay';
  const letters = wanted.letters === null ? null : Math.min(wanted.letters, MOST_AT_ONCE);
  const what = letters === null ? 'all of these dead letters' : lettersWord(letters);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${isReplay ? 'Replay' : 'Discard'} ${what}?`}
      description={
        isReplay
          ? 'Each is tried again from where it failed. What arrived already is not applied twice; what fails again comes back here.'
          : 'They are never applied: messages in them will be in no inbox. They stay on record with your note, but cannot be replayed any more.'
      }
    >
      <RequestForm wanted={{ ...wanted, letters }} onCancel={onClose} onDone={onClose} />
    </Dialog>
  );
}

type FormProps = { wanted: Wanted; onCancel: () => void; onDone: () => void };

function RequestForm({ wanted, onCancel, onDone }: FormProps) {
  const start = useStartReplay();
  const [typedRate, setTypedRate] = useState(String(DEFAULT_RATE));
  const isReplay = wanted.action === 'replay';
  const isGroup = 'filter' in wanted;
  return (
    <Form
      words={words}
      onSubmit={async ({ note = '' }) => {
        await start.mutateAsync(requestOf(wanted, rateIn(typedRate), note.trim()));
        onDone();
      }}
    >
      {wanted.about ? <p className="text-sm leading-6 font-medium">{wanted.about}</p> : null}
      {wanted.letters === null || wanted.letters === MOST_AT_ONCE ? (
        <p className="-mt-3 text-[13px] leading-5 text-ink-muted">
          {lettersWord(MOST_AT_ONCE)} at most, the oldest first.
        </p>
      ) : null}
      {isReplay ? <RateField typed={typedRate} onType={setTypedRate} letters={wanted.letters} /> : null}
      <NoteField isReplay={isReplay} />
      {!isReplay && isGroup ? (
        <TextField
          name="confirmation"
          label="Type discard to confirm"
          autoComplete="off"
          autoCapitalize="none"
          check={(value) => (value.trim().toLowerCase() === 'discard' ? null : 'That is not discard.')}
        />
      ) : null}
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton look={isReplay ? 'primary' : 'danger'}>{isReplay ? 'Replay' : 'Discard'}</SubmitButton>
      </DialogButtons>
    </Form>
  );
}

function requestOf(wanted: Wanted, rate: number | null, note: string): NewReplay {
  return {
    action: wanted.action,
    ...('filter' in wanted ? { filter: wanted.filter } : { deadLetterIds: wanted.deadLetterIds }),
    // A discarding has no pace to be chosen: nothing is done for it.
    ratePerSecond: wanted.action === 'replay' ? (rate ?? DEFAULT_RATE) : MAX_RATE,
    ...(note && { note }),
  };
}

type RateFieldProps = { typed: string; onType: (typed: string) => void; letters: number | null };

function RateField({ typed, onType, letters }: RateFieldProps) {
  return (
    <TextField
      name="ratePerSecond"
      label="At most per second"
      inputMode="numeric"
      dir="ltr"
      autoComplete="off"
      value={typed}
      onChange={({ target }) => onType(target.value)}
      hint={rateHint(letters, rateIn(typed))}
      whenMissing={RATE_FAULT}
      check={(value) => (rateIn(value) === null ? RATE_FAULT : null)}
      controlClassName="max-w-28 rtl:text-end"
    />
  );
}

function NoteField({ isReplay }: { isReplay: boolean }) {
  return (
    <TextField
      name="note"
      label="Note"
      required={!isReplay}
      maxLength={MAX_NOTE}
      autoComplete="off"
      hint={
        isReplay
          ? `What was mended. It is kept with the replay. ${WHO_READS}`
          : `Why they are not needed. It is kept with them. ${WHO_READS}`
      }
      whenMissing="Say why they are not needed."
      check={(value) => (value.trim() === '' ? 'Say why they are not needed.' : null)}
    />
  );
}

function rateHint(letters: number | null, rate: number | null): string {
  const limits = `From ${MIN_RATE} to ${MAX_RATE}.`;
  return letters !== null && rate !== null ? `${limits} It takes ${durationWords(letters, rate)}.` : limits;
}
