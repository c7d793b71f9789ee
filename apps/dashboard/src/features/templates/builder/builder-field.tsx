'use client';

import { type ComponentProps, type ReactNode, type Ref, useId, useState } from 'react';
import { classNames } from '@/ui/class-names';
import { controlStyle } from '@/ui/field';
import { FieldFindings } from './findings/field-findings';
import { findingsAt, findingsIn } from './findings/findings';
import { useFieldFindings } from './findings/findings-context';

type Props = {
  label: string;
  /** The label is read out, not shown. */
  hidesLabel?: boolean;
  /** Where its value is in the form, as the rules name it; null where no rule is about it alone. */
  pointer: string | null;
  /** Also what the rules say of places within. */
  takesInner?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** How many characters WhatsApp takes. */
  limit?: number;
  hint?: ReactNode;
  isOptional?: boolean;
  isReadOnly?: boolean;
  /** Something of the page's own that is wrong, before anybody is asked. */
  fault?: string | null;
  className?: string;
  /** Between the label and the control. */
  toolbar?: ReactNode;
  control?: Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref' | 'className'>;
} & ({ lines?: undefined; ref?: Ref<HTMLInputElement> } | { lines: number; ref?: Ref<HTMLTextAreaElement> });

/** A field of the builder: its label, a count against the limit, and what the rules say of it. */
export function BuilderField(props: Props) {
  const { label, hidesLabel, pointer, value, onChange, limit, hint, isOptional, isReadOnly, toolbar } = props;
  const id = useId();
  const { findings, showsAll } = useFieldFindings();
  const [wasLeft, setLeft] = useState(false);
  const isTold = value !== '' || wasLeft || showsAll;
  const all =
    pointer === null || !isTold ? [] : (props.takesInner ? findingsIn : findingsAt)(findings, pointer);
  // While the rules are asked again, what they said of the empty field is known to be over.
  const own = value.trim() === '' ? all : all.filter(({ rule }) => !rule.endsWith('missing'));
  const fault = props.fault ?? null;
  const isInvalid = fault !== null || own.some(({ severity }) => severity === 'error');
  const shared = {
    id,
    value,
    readOnly: isReadOnly,
    'aria-invalid': isInvalid || undefined,
    'aria-describedby':
      [own.length > 0 && `${id}-says`, fault && `${id}-fault`, hint && `${id}-hint`]
        .filter(Boolean)
        .join(' ') || undefined,
    'data-pointer': pointer ?? undefined,
    onBlur: () => setLeft(true),
  };
  return (
    <div className={classNames('min-w-0', props.className)}>
      <div className={hidesLabel ? '' : 'mb-1.5 flex items-baseline justify-between gap-3 text-sm leading-5'}>
        <label htmlFor={id} className={hidesLabel ? 'sr-only' : 'font-medium text-ink'}>
          {label}
          {isOptional ? <span className="font-normal text-ink-faint"> (optional)</span> : null}
        </label>
        {limit && !isReadOnly ? <Count text={value} limit={limit} /> : null}
      </div>
      {toolbar}
      {props.lines === undefined ? (
        <input
          type="text"
          dir="auto"
          autoComplete="off"
          {...props.control}
          {...shared}
          ref={props.ref}
          onChange={(event) => onChange(event.target.value)}
          className={classNames(controlStyle, toolbar ? 'rounded-t-none' : '')}
        />
      ) : (
        <textarea
          dir="auto"
          rows={props.lines}
          {...shared}
          ref={props.ref}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={props.control?.onKeyDown as ComponentProps<'textarea'>['onKeyDown']}
          className={classNames(
            controlStyle,
            'h-auto min-h-20 pointer-coarse:h-auto resize-y py-2 leading-6 [unicode-bidi:plaintext]',
            toolbar ? 'rounded-t-none' : '',
          )}
        />
      )}
      {fault ? (
        <p id={`${id}-fault`} className="mt-1.5 text-[13px] leading-5 text-danger">
          {fault}
        </p>
      ) : null}
      <FieldFindings id={`${id}-says`} findings={own} />
      {hint ? (
        <div id={`${id}-hint`} className="mt-1.5 text-[13px] leading-5 text-pretty text-ink-muted">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** Characters as the rules count them: one that takes two UTF-16 units is one. */
function Count({ text, limit }: { text: string; limit: number }) {
  const { length } = [...text];
  const isOver = length > limit;
  return (
    <span
      className={classNames(
        'shrink-0 text-xs tabular-nums',
        isOver ? 'font-medium text-danger' : 'text-ink-muted',
      )}
    >
      <bdi dir="ltr">
        {length}/{limit}
      </bdi>
      <span className="sr-only"> characters</span>
      {isOver ? <span className="sr-only">, too many</span> : null}
    </span>
  );
}
