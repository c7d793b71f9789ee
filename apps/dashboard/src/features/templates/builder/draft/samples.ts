import type { TemplateParameterFormat } from '@parley/api-client';
import { isParts, type Parts, partsIn, textOf, withValue, wordOf } from './parts';
import { isNumber, labelsIn, relabelled, relabelling } from './variables';

/** Where WhatsApp wants the samples of a text (libs/whatsapp-cloud: samples.ts). */
const PLACES = {
  HEADER: { positional: 'header_text', named: 'header_text_named_params' },
  BODY: { positional: 'body_text', named: 'body_text_named_params' },
} as const;

type TextType = keyof typeof PLACES;

const typeOf = (component: Parts): TextType => (wordOf(component, 'type') === 'HEADER' ? 'HEADER' : 'BODY');

/** What each variable of a header or a body may look like; "" for one without a sample. */
export function samplesOf(component: Parts, format: TemplateParameterFormat): ReadonlyMap<string, string> {
  const example = isParts(component.example) ? component.example : {};
  const { positional, named } = PLACES[typeOf(component)];
  const labels = labelsIn(textOf(component, 'text'));
  if (format === 'named') {
    const given = partsIn(example[named]);
    return new Map(
      labels.map((label) => [
        label,
        textOf(given.find((one) => one.param_name === label) ?? null, 'example'),
      ]),
    );
  }
  const given = numbered(example[positional]);
  return new Map(
    labels.filter(isNumber).map((label) => {
      const sample = given[Number(label) - 1];
      return [label, typeof sample === 'string' ? sample : ''];
    }),
  );
}

/** Of a body it is a list in a list. */
function numbered(value: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return Array.isArray(list[0]) ? list[0] : list;
}

/** The same text with those samples; what is no variable of it is left out. */
export function withSamples(
  component: Parts,
  format: TemplateParameterFormat,
  samples: ReadonlyMap<string, string>,
): Parts {
  const type = typeOf(component);
  const { positional, named } = PLACES[type];
  const labels = labelsIn(textOf(component, 'text')).filter((label) => format === 'named' || isNumber(label));
  const own = isParts(component.example) ? component.example : {};
  const rest = withValue(withValue(own, positional, undefined), named, undefined);
  const given = labels.length === 0 ? rest : { ...rest, ...exampleOf() };
  return withValue(component, 'example', Object.keys(given).length === 0 ? undefined : given);

  function exampleOf(): Parts {
    if (format === 'named')
      return { [named]: labels.map((label) => ({ param_name: label, example: samples.get(label) ?? '' })) };
    const most = Math.max(...labels.map(Number));
    const list = Array.from({ length: most }, (_, index) => samples.get(String(index + 1)) ?? '');
    return { [positional]: type === 'BODY' ? [list] : list };
  }
}

/** Another text, with the samples of the variables that stay. */
export function withText(component: Parts, text: string, format: TemplateParameterFormat): Parts {
  return withSamples({ ...component, text }, format, samplesOf(component, format));
}

/** The same text with numbered variables, or with named ones, and their samples. */
export function inFormat(
  component: Parts,
  from: TemplateParameterFormat,
  to: TemplateParameterFormat,
): Parts {
  const before = textOf(component, 'text');
  const labelFor = relabelling(before, to);
  const samples = [...samplesOf(component, from)].map(
    ([label, sample]) => [labelFor(label), sample] as const,
  );
  const without = withSamples({ ...component, text: '' }, from, new Map());
  return withSamples({ ...without, text: relabelled(before, labelFor) }, to, new Map(samples));
}
