'use client';

import { Button } from '@/ui/button';
import { SubmitButton } from '@/ui/form';
import { useFormState } from '@/ui/form-context';

/** Stays in sight while something is not saved. Belongs inside the Form that it saves. */
export function SaveBar({ onDiscard }: { onDiscard: () => void }) {
  const { isPending } = useFormState();
  return (
    <div className="sticky bottom-4 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line-strong bg-surface py-2.5 ps-4 pe-2.5 shadow-lg">
      <p role="status" className="me-auto text-sm font-medium">
        Not saved yet
      </p>
      <Button look="quiet" onClick={onDiscard} disabled={isPending}>
        Discard
      </Button>
      <SubmitButton>Save</SubmitButton>
    </div>
  );
}
