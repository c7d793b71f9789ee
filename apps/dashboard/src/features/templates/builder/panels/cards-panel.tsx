'use client';

import { ArrowLeft, ArrowRight, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { IconButton } from '@/ui/icon-button';
import { Panel } from '@/ui/panel';
import { Select } from '@/ui/select';
import type { FileProps, PartProps } from './part-props';
import { CARD_BUTTONS } from '../draft/button-kinds';
import { AddButton } from './buttons-panel';
import { CardEditor } from './card-editor';
import { buttonsIn, cardsOf, componentsAt, pointerOf } from '../draft/cards';
import type { HeaderFormat } from '../draft/draft';
import { FieldFindings } from '../findings/field-findings';
import { cardOfPlace, findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { LIMITS } from '../draft/limits';
import { componentOf, wordOf } from '../draft/parts';

const HEADERS: readonly { value: HeaderFormat; label: string }[] = [
  { value: 'IMAGE', label: 'Pictures' },
  { value: 'VIDEO', label: 'Videos' },
  { value: 'PRODUCT', label: 'Products of your catalogue' },
];

/** The cards of a carousel. What they are made of is chosen once for all of them. */
export function CardsPanel({ form, dispatch, ...files }: PartProps & FileProps) {
  const { findings, aim } = useFieldFindings();
  const [wanted, setOpen] = useState(0);
  const [reached, setReached] = useState(aim);
  if (aim !== reached) {
    setReached(aim);
    setOpen(cardOfPlace(aim?.pointer ?? '') ?? wanted);
  }
  const cards = cardsOf(form);
  const open = Math.max(0, Math.min(wanted, cards.length - 1));
  const first = componentsAt(form, 0);
  const pointer = pointerOf(form, null, 'CAROUSEL');
  const header = wordOf(componentOf(first, 'HEADER'), 'format');
  const format = HEADERS.find(({ value }) => value === header)?.value ?? 'IMAGE';
  const move = (by: number) => {
    dispatch({ do: 'moveCard', from: open, to: open + by });
    setOpen(open + by);
  };
  return (
    <Panel
      title="Cards"
      description="2 to 10, all made of the same parts."
      className="flex flex-col gap-5"
      action={
        <AddButton
          buttons={buttonsIn(first)}
          kinds={CARD_BUTTONS}
          most={LIMITS.cardButtons}
          onAdd={(kind) => dispatch({ do: 'addButton', kind })}
        />
      }
    >
      <Select
        label="On top of each card"
        options={HEADERS}
        value={format}
        onChange={(next) => dispatch({ do: 'cardHeader', format: next })}
        className="sm:max-w-xs"
      />
      <div data-pointer={`${pointer}/cards`}>
        <div className="flex flex-wrap items-center gap-1.5">
          <ul aria-label="Cards" className="me-auto flex flex-wrap gap-1">
            {cards.map((_, index) => (
              <li key={index}>
                <button
                  type="button"
                  aria-current={index === open ? 'true' : undefined}
                  onClick={() => setOpen(index)}
                  className={classNames(
                    'h-8 rounded-lg px-2.5 text-[13px] font-medium pointer-coarse:h-11',
                    index === open
                      ? 'bg-accent-soft text-accent-ink'
                      : 'text-ink-muted hover:bg-hover hover:text-ink',
                  )}
                >
                  Card {index + 1}
                </button>
              </li>
            ))}
          </ul>
          <IconButton
            type="button"
            aria-label={`Move card ${open + 1} forward`}
            disabled={open === 0}
            icon={<ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />}
            onClick={() => move(-1)}
            className="disabled:opacity-40"
          />
          <IconButton
            type="button"
            aria-label={`Move card ${open + 1} back`}
            disabled={open >= cards.length - 1}
            icon={<ArrowRight aria-hidden="true" className="rtl:-scale-x-100" />}
            onClick={() => move(1)}
            className="disabled:opacity-40"
          />
          <IconButton
            type="button"
            aria-label={`Remove card ${open + 1}`}
            icon={<Trash2 aria-hidden="true" />}
            onClick={() => dispatch({ do: 'removeCard', index: open })}
          />
          <Button
            size="small"
            disabledReason={cards.length >= LIMITS.cards ? `There can be ${LIMITS.cards} cards.` : null}
            onClick={() => {
              dispatch({ do: 'addCard' });
              setOpen(cards.length);
            }}
          >
            <Plus aria-hidden="true" /> Add a card
          </Button>
        </div>
        <FieldFindings
          findings={[...findingsAt(findings, pointer), ...findingsAt(findings, `${pointer}/cards`)]}
        />
      </div>
      {cards.length > 0 ? (
        // Each card has fields of its own: what was left in one says nothing of the next.
        <CardEditor key={open} form={form} dispatch={dispatch} card={open} {...files} />
      ) : null}
    </Panel>
  );
}
