'use client';

import { BuilderField } from '../builder-field';
import type { PartProps } from './part-props';
import { type Card, componentsAt, pointerOf } from '../draft/cards';
import { FieldFindings } from '../findings/field-findings';
import { findingsIn } from '../findings/findings';
import { useFieldFindings } from '../findings/findings-context';
import { componentOf } from '../draft/parts';
import { samplesOf } from '../draft/samples';
import { written } from '../draft/variables';

/** Only when something is given, or somebody has tried to hand it in, an empty sample is a fault. */
const BEFORE_ANYTHING: readonly string[] = ['sample.blank', 'sample.missing'];

/** What each variable of a text may look like: reviewers see it, and the preview. */
export function SampleFields({
  form,
  dispatch,
  type,
  card,
}: PartProps & { type: 'HEADER' | 'BODY'; card: Card }) {
  const { findings, showsAll } = useFieldFindings();
  const component = componentOf(componentsAt(form, card), type);
  const samples = component ? [...samplesOf(component, form.parameterFormat)] : [];
  if (samples.length === 0) return null;
  const pointer = `${pointerOf(form, card, type)}/example`;
  const hasOne = samples.some(([, sample]) => sample !== '');
  const said = findingsIn(findings, pointer).filter(
    ({ rule }) => showsAll || hasOne || !BEFORE_ANYTHING.includes(rule),
  );
  return (
    <fieldset data-pointer={pointer} className="rounded-xl border border-line bg-canvas px-4 pt-3 pb-4">
      <legend className="float-start w-full text-[13px] leading-5 font-medium">
        {samples.length === 1 ? 'A sample of the variable' : 'A sample of each variable'}
        <span className="block font-normal text-ink-muted">
          What it may say. Whoever reviews the template sees it.
        </span>
      </legend>
      <div className="clear-both grid gap-3 pt-3 sm:grid-cols-2">
        {samples.map(([label, sample]) => (
          <BuilderField
            key={label}
            label={`Sample for ${written(label)}`}
            pointer={null}
            value={sample}
            onChange={(next) => dispatch({ do: 'sample', type, card, label, sample: next })}
          />
        ))}
      </div>
      <FieldFindings findings={said} />
    </fieldset>
  );
}
