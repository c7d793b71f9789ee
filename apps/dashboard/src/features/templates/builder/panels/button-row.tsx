'use client';

import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from '@/ui/class-names';
import { IconButton } from '@/ui/icon-button';
import { ButtonFields } from './button-fields';
import { buttonKinds, kindOf } from '../draft/button-kinds';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { type Parts, textOf } from '../draft/parts';

type Props = {
  button: Parts;
  index: number;
  count: number;
  pointer: string;
  isDragged: boolean;
  handle: ComponentProps<'button'>;
  onStep: (by: -1 | 1) => void;
  onChange: (button: Parts) => void;
  onRemove: () => void;
};

/** One button: what it is, what stands on it and behind it, and its place among the others. */
export function ButtonRow(props: Props) {
  const { button, index, count, pointer, isDragged, handle, onStep, onChange, onRemove } = props;
  const { findings } = useFieldFindings();
  const kind = kindOf(button);
  const kindName = kind === null ? textOf(button, 'type') || 'Button' : buttonKinds[kind].name;
  const name = `button ${index + 1}, ${kindName.toLowerCase()}`;
  return (
    <li
      data-pointer={pointer}
      aria-label={`Button ${index + 1}: ${kindName}`}
      className={classNames(
        'rounded-xl border bg-canvas p-3',
        isDragged ? 'border-accent shadow-md' : 'border-line-strong',
      )}
    >
      <div className="mb-2 flex items-center gap-1">
        <button
          type="button"
          aria-label={`Move ${name}, with the arrow keys or by dragging`}
          {...handle}
          className="flex size-8 shrink-0 cursor-grab touch-none items-center justify-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink active:cursor-grabbing pointer-coarse:size-11"
        >
          <GripVertical aria-hidden="true" className="size-4" />
        </button>
        <p className="me-auto text-[13px] font-medium">{kindName}</p>
        <IconButton
          type="button"
          aria-label={`Move ${name} up`}
          disabled={index === 0}
          icon={<ArrowUp aria-hidden="true" />}
          onClick={() => onStep(-1)}
          className="disabled:opacity-40"
        />
        <IconButton
          type="button"
          aria-label={`Move ${name} down`}
          disabled={index === count - 1}
          icon={<ArrowDown aria-hidden="true" />}
          onClick={() => onStep(1)}
          className="disabled:opacity-40"
        />
        <IconButton
          type="button"
          aria-label={`Remove ${name}`}
          icon={<Trash2 aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      <ButtonFields button={button} kind={kind} pointer={pointer} onChange={onChange} />
      <FieldFindings findings={findingsAt(findings, pointer)} />
    </li>
  );
}
