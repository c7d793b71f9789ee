'use client';

import type { TemplateParameterFormat } from '@parley/api-client';
import { Bold, Braces, Code, Italic, Strikethrough } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem } from '@/ui/menu';
import type { Mark } from './text-marks';
import { freeName, nextNumber, written } from '../draft/variables';

const marks: readonly { mark: Mark; label: string; keys: string; icon: ReactNode }[] = [
  { mark: 'bold', label: 'Bold', keys: 'Ctrl B', icon: <Bold aria-hidden="true" /> },
  { mark: 'italic', label: 'Italic', keys: 'Ctrl I', icon: <Italic aria-hidden="true" /> },
  {
    mark: 'strike',
    label: 'Strikethrough',
    keys: 'Ctrl Shift X',
    icon: <Strikethrough aria-hidden="true" />,
  },
  { mark: 'mono', label: 'Monospace', keys: 'Ctrl Shift M', icon: <Code aria-hidden="true" /> },
];

/** What the API knows of a contact by itself, by the names of variables (apps/api: contact-filling.ts). */
const TRAITS: readonly (readonly [name: string, says: string])[] = [
  ['first_name', 'Their first name'],
  ['name', 'Their whole name'],
  ['phone', 'Their phone number'],
  ['username', 'Their name at WhatsApp'],
];
const OTHER = 'value';

type Props = {
  text: string;
  format: TemplateParameterFormat;
  mayHaveMore: boolean;
  /** Null where formatting is not for this text. */
  onMark: ((mark: Mark) => void) | null;
  onInsert: (piece: string) => void;
};

export function TextToolbar({ text, format, mayHaveMore, onMark, onInsert }: Props) {
  const trigger =
    'inline-flex h-9 cursor-default items-center gap-1.5 rounded-lg px-2.5 text-[13px] font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink disabled:opacity-50 pointer-coarse:h-11';
  const face = (
    <>
      <Braces aria-hidden="true" className="size-4" />
      <span>
        <span className="max-sm:sr-only">Add a </span>variable
      </span>
    </>
  );
  return (
    <div
      role="group"
      aria-label="Formatting and variables"
      className="flex flex-wrap items-center gap-0.5 rounded-t-lg border border-b-0 border-control bg-canvas px-1 py-0.5"
    >
      {onMark
        ? marks.map(({ mark, label, keys, icon }) => (
            <IconButton
              key={mark}
              type="button"
              aria-label={label}
              hint={`${label} (${keys})`}
              hintSide="top"
              icon={icon}
              onClick={() => onMark(mark)}
            />
          ))
        : null}
      {format === 'positional' || !mayHaveMore ? (
        <button
          type="button"
          disabled={!mayHaveMore}
          onClick={() => onInsert(written(nextNumber(text)))}
          className={trigger}
        >
          {face}
        </button>
      ) : (
        <Menu
          label="Variables"
          trigger={
            <button type="button" className={trigger}>
              {face}
            </button>
          }
        >
          {TRAITS.map(([name, says]) => (
            <MenuItem key={name} onClick={() => onInsert(written(freeName(text, name)))}>
              {says}
            </MenuItem>
          ))}
          <MenuItem onClick={() => onInsert(written(freeName(text, OTHER)))}>Something else</MenuItem>
        </Menu>
      )}
    </div>
  );
}
