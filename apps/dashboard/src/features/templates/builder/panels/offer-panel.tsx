'use client';

import { useId } from 'react';
import { Panel } from '@/ui/panel';
import { Switch } from '@/ui/switch';
import { BuilderField } from '../builder-field';
import type { PartProps } from './part-props';
import { pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsAt } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { LIMITS } from '../draft/limits';
import { componentOf, isParts, textOf } from '../draft/parts';

/** What is offered, and whether it has an end. */
export function OfferPanel({ form, dispatch }: PartProps) {
  const id = useId();
  const { findings } = useFieldFindings();
  const component = componentOf(form.components, 'LIMITED_TIME_OFFER');
  const offer = isParts(component?.limited_time_offer) ? component.limited_time_offer : {};
  const pointer = pointerOf(form, null, 'LIMITED_TIME_OFFER');
  return (
    <Panel title="Offer" description="A box with a clock above the words." className="flex flex-col gap-5">
      <BuilderField
        label="What is offered"
        pointer={`${pointer}/limited_time_offer/text`}
        value={textOf(offer, 'text')}
        onChange={(text) => dispatch({ do: 'offer', text })}
        limit={LIMITS.offer}
        className="sm:max-w-xs"
      />
      <div className="flex items-start justify-between gap-4">
        <div>
          <p id={id} className="text-sm leading-5 font-medium">
            It ends
          </p>
          <p id={`${id}-says`} className="text-[13px] leading-5 text-ink-muted">
            Each message says when. The phone counts down to it.
          </p>
        </div>
        <Switch
          checked={offer.has_expiration === true}
          onCheckedChange={(hasEnd) => dispatch({ do: 'offer', hasEnd })}
          aria-labelledby={id}
          aria-describedby={`${id}-says`}
        />
      </div>
      <FieldFindings findings={findingsAt(findings, pointer)} />
    </Panel>
  );
}
