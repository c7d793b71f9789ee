'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { BuilderField } from '../builder-field';
import type { PartProps } from '../panels/part-props';
import { type Card, componentsAt, pointerOf } from '../draft/cards';
import { componentOf, textOf } from '../draft/parts';
import { SampleFields } from '../panels/sample-fields';
import { type Mark, type Marked, markOfKey, withInserted, withMark } from './text-marks';
import { TextToolbar } from './text-toolbar';

type Props = PartProps & {
  type: 'HEADER' | 'BODY';
  card: Card;
  label: string;
  limit: number;
  /** How many lines it is high; a header has one, and no formatting. */
  lines: number | null;
  hint?: ReactNode;
};

/** Words with variables: what they say, and a sample of each variable. */
export function TextEditor({ form, dispatch, type, card, label, limit, lines, hint }: Props) {
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Where the cursor goes once the text is there that was put together here. */
  const cursor = useRef<{ start: number; end: number } | null>(null);
  const component = componentOf(componentsAt(form, card), type);
  const text = textOf(component, 'text');
  useLayoutEffect(() => {
    if (!cursor.current) return;
    control.current?.focus();
    control.current?.setSelectionRange(cursor.current.start, cursor.current.end);
    cursor.current = null;
  }, [text]);

  const write = (next: string) => dispatch({ do: 'text', type, card, text: next });
  const edit = (change: (marked: Marked) => Marked) => {
    const { selectionStart, selectionEnd } = control.current ?? {};
    const marked = { text, start: selectionStart ?? text.length, end: selectionEnd ?? text.length };
    const { text: next, start, end } = change(marked);
    // A key that leads out of a mark changes no text.
    if (next === text) return control.current?.setSelectionRange(start, end);
    cursor.current = { start, end };
    write(next);
  };
  const mark = (wanted: Mark) => edit((marked) => withMark(marked, wanted));
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = lines === null ? null : markOfKey(event);
    if (!wanted) return;
    event.preventDefault();
    mark(wanted);
  };

  const toolbar = (
    <TextToolbar
      text={text}
      format={form.parameterFormat}
      mayHaveMore={lines !== null || !text.includes('{{')}
      onMark={lines === null ? null : mark}
      onInsert={(piece) => edit((marked) => withInserted(marked, piece))}
    />
  );
  const shared = {
    label,
    pointer: component ? `${pointerOf(form, card, type)}/text` : null,
    value: text,
    onChange: write,
    limit,
    toolbar,
    hint,
    control: { onKeyDown },
  };
  return (
    <div className="flex flex-col gap-4">
      {lines === null ? (
        <BuilderField {...shared} ref={control} />
      ) : (
        <BuilderField {...shared} lines={lines} ref={control} />
      )}
      {component ? <SampleFields form={form} dispatch={dispatch} type={type} card={card} /> : null}
    </div>
  );
}
