'use client';

import type { Conversation, Template, TemplateMessage } from '@parley/api-client';
import { useEffect, useRef, useState } from 'react';
import { asProblem } from '@/data/problem';
import { Button } from '@/ui/button';
import { DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { TextField } from '@/ui/text-field';
import { useSettled } from '../builder/use-settled';
import { TemplatePreview } from '../preview/template-preview';
import { useSendTemplate, useTemplateMessage } from './send-template.queries';
import { canBeTyped, fieldsOf, type Typed, valuesOf, type ValueField } from './value-fields';

const TYPING_PAUSE_MS = 250;

type Props = { template: Template; conversation: Conversation; onBack: () => void; onSent: () => void };

/** What stands in the gaps of a template, and what becomes of it as one types. */
export function TemplateValuesForm({ template, conversation, onBack, onSent }: Props) {
  const [typed, setTyped] = useState<Typed>({});
  const settled = useSettled(typed, TYPING_PAUSE_MS);
  // Known from the first answer on: they do not change with what is typed.
  const [variables, setVariables] = useState<TemplateMessage['preview']['variables']>([]);
  const message = useTemplateMessage(template, valuesOf(variables, settled), conversation);
  const { preview } = message.data ?? {};
  if (preview && preview.variables.length !== variables.length) setVariables(preview.variables);
  const send = useSendTemplate(template, conversation);
  const body = useRef<HTMLDivElement>(null);
  const isKnown = preview !== undefined;
  // The picker is gone, and with it what had the focus.
  useEffect(() => {
    if (isKnown) body.current?.querySelector<HTMLElement>('input, button[type=submit]')?.focus();
  }, [isKnown]);

  if (!preview) {
    if (!message.isError) return <Skeleton className="h-72 rounded-2xl" />;
    return (
      <ProblemState
        problem={asProblem(message.error)}
        what="this template"
        onRetry={() => void message.refetch()}
      />
    );
  }
  const fields = fieldsOf(preview.variables);
  const shown = (field: ValueField) => typed[field.name] ?? known(preview.values, field.name);
  return (
    <div ref={body}>
      <Form
        aria-label="Values of the template"
        onSubmit={async () => {
          const complete = Object.fromEntries(fields.map((field) => [field.name, shown(field)]));
          await send.mutateAsync(valuesOf(preview.variables, complete));
          onSent();
        }}
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4">
            {fields.length === 0 ? (
              <p className="text-sm leading-6 text-ink-muted">There is nothing to fill in.</p>
            ) : null}
            {fields.map((field) => (
              <TextField
                key={field.name}
                name={field.name}
                label={field.label}
                hint={field.hint}
                type={field.type}
                {...(field.type === 'number' && { step: 'any', inputMode: 'decimal' as const })}
                required={field.isRequired}
                whenMissing="A message cannot be made without it."
                value={shown(field)}
                onChange={({ target }) => setTyped((now) => ({ ...now, [field.name]: target.value }))}
                autoComplete="off"
              />
            ))}
            {canBeTyped(preview.variables) ? null : (
              <Notice tone="warning">
                It needs a list of products, which cannot be chosen here. Programs can send it.
              </Notice>
            )}
          </div>
          <TemplatePreview preview={preview} marksVariables className="self-start" />
        </div>
        <DialogButtons>
          <Button onClick={onBack}>Another template</Button>
          <SubmitButton>Send it</SubmitButton>
        </DialogButtons>
      </Form>
    </div>
  );
}

/** What the API has filled in by itself: what is known of the contact. */
function known(values: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === 'string' ? value : '';
}
