'use client';

import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '@/ui/icon-button';
import { Switch } from '@/ui/switch';
import type { FileProps, PartProps } from './part-props';
import { ButtonFields } from './button-fields';
import { buttonKinds, kindOf } from '../draft/button-kinds';
import { buttonsIn, componentsAt, pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { LIMITS } from '../draft/limits';
import { componentOf, wordOf } from '../draft/parts';
import { sampleFormat } from '../draft/sample-file';
import { SampleFile } from './sample-file-field';
import { TextEditor } from '../text/text-editor';

const LINES = 3;

/** One card of a carousel: its file, its words, and what stands on its buttons. */
export function CardEditor({ form, dispatch, card, ...files }: PartProps & FileProps & { card: number }) {
  const id = useId();
  const { findings } = useFieldFindings();
  const components = componentsAt(form, card);
  const format = sampleFormat(wordOf(componentOf(components, 'HEADER'), 'format'));
  const hasText = componentOf(components, 'BODY') !== null;
  const buttons = buttonsIn(components);
  const pointer = `${pointerOf(form, null, 'CAROUSEL')}/cards/${card}`;
  const ofButtons = pointerOf(form, card, 'BUTTONS');
  return (
    <fieldset data-pointer={pointer} className="min-w-0 rounded-xl border border-line-strong bg-canvas p-4">
      <legend className="sr-only">Card {card + 1}</legend>
      <div className="flex flex-col gap-5">
        {format ? (
          <SampleFile form={form} dispatch={dispatch} card={card} format={format} {...files} />
        ) : null}
        <div className="flex items-center justify-between gap-4">
          <p id={id} className="text-sm leading-5 font-medium">
            Cards have words
          </p>
          <Switch
            checked={hasText}
            onCheckedChange={(isWanted) => dispatch({ do: 'cardText', isWanted })}
            aria-labelledby={id}
          />
        </div>
        {hasText ? (
          <TextEditor
            form={form}
            dispatch={dispatch}
            type="BODY"
            card={card}
            label={`Words of card ${card + 1}`}
            limit={LIMITS.cardBody}
            lines={LINES}
          />
        ) : null}
        {buttons.map((button, index) => {
          const kind = kindOf(button);
          const name = kind === null ? 'Button' : buttonKinds[kind].name;
          return (
            <fieldset
              key={index}
              data-pointer={`${ofButtons}/buttons/${index}`}
              className="min-w-0 border-t border-line pt-3"
            >
              <legend className="sr-only">
                Button {index + 1}: {name}
              </legend>
              <div className="mb-2 flex items-center justify-between gap-2">
                <p aria-hidden="true" className="text-[13px] font-medium">
                  {name}
                </p>
                <IconButton
                  type="button"
                  aria-label={`Remove button ${index + 1} from all cards`}
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={() => dispatch({ do: 'removeButton', index })}
                />
              </div>
              <ButtonFields
                button={button}
                kind={kind}
                pointer={`${ofButtons}/buttons/${index}`}
                onChange={(next) => dispatch({ do: 'button', card, index, button: next })}
              />
              <FieldFindings findings={findingsAt(findings, `${ofButtons}/buttons/${index}`)} />
            </fieldset>
          );
        })}
        <FieldFindings
          findings={[
            ...findingsAt(findings, pointer),
            ...findingsAt(findings, `${pointer}/components`),
            ...findingsAt(findings, `${ofButtons}/buttons`),
          ]}
        />
      </div>
    </fieldset>
  );
}
