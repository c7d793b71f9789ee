'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { Panel } from '@/ui/panel';
import type { PartProps } from './part-props';
import { BUTTON_KINDS, buttonKinds, whyNoMore } from '../draft/button-kinds';
import { ButtonRow } from './button-row';
import { buttonsIn, pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { LIMITS } from '../draft/limits';
import { useReorder } from './use-reorder';

/** What can be tapped below the words. */
export function ButtonsPanel({ form, dispatch }: PartProps) {
  const { findings } = useFieldFindings();
  const buttons = buttonsIn(form.components);
  const pointer = pointerOf(form, null, 'BUTTONS');
  const reorder = useReorder((from, to) => dispatch({ do: 'moveButton', from, to }), buttons.length);
  return (
    <Panel
      title="Buttons"
      description="Up to 10. A phone shows three at once."
      className="flex flex-col gap-4"
      action={<AddButton onAdd={(kind) => dispatch({ do: 'addButton', kind })} buttons={buttons} />}
    >
      {buttons.length === 0 ? (
        <p className="text-[13px] leading-5 text-ink-muted">No buttons.</p>
      ) : (
        <ul ref={reorder.list} aria-label="Buttons" className="flex flex-col gap-3">
          {buttons.map((button, index) => (
            <ButtonRow
              key={index}
              button={button}
              index={index}
              count={buttons.length}
              pointer={`${pointer}/buttons/${index}`}
              isDragged={reorder.dragged === index}
              handle={reorder.handle(index)}
              onStep={(by) => reorder.step(index, by)}
              onChange={(next) => dispatch({ do: 'button', card: null, index, button: next })}
              onRemove={() => dispatch({ do: 'removeButton', index })}
            />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {reorder.said}
      </p>
      {buttons.length > 0 ? (
        <FieldFindings
          findings={[...findingsAt(findings, pointer), ...findingsAt(findings, `${pointer}/buttons`)]}
        />
      ) : null}
    </Panel>
  );
}

type AddProps = {
  buttons: Parameters<typeof whyNoMore>[1];
  onAdd: (kind: (typeof BUTTON_KINDS)[number]) => void;
  kinds?: readonly (typeof BUTTON_KINDS)[number][];
  most?: number;
};

/** Each kind with what a tap on it does, or why there can be no more of it. */
export function AddButton({ buttons, onAdd, kinds = BUTTON_KINDS, most = LIMITS.buttons }: AddProps) {
  return (
    <Menu
      label="Kinds of buttons"
      align="end"
      className="max-w-xs"
      trigger={
        <Button size="small">
          <Plus aria-hidden="true" /> Add a button
        </Button>
      }
    >
      {kinds.map((kind) => (
        <MenuItem key={kind} disabledReason={whyNoMore(kind, buttons, most)} onClick={() => onAdd(kind)}>
          {buttonKinds[kind].name}
          <span className="block text-xs leading-4 text-ink-muted">{buttonKinds[kind].says}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
