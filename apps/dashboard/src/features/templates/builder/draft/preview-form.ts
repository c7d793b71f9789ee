import type { TemplatePreview } from '@parley/api-client';
import { componentsAt, handleOf, cardsOf } from './cards';
import { componentOf, type Form } from './parts';

/** Nothing is shown of the name, and a form without one is none to the API. */
const NO_NAME = 'unnamed';

export const previewable = (form: Form): Form => (form.name === '' ? { ...form, name: NO_NAME } : form);

/** The preview with the pictures that were chosen on this page: `pictures` are their addresses here, by their handles. */
export function withPictures(
  preview: TemplatePreview,
  form: Form,
  pictures: ReadonlyMap<string, string>,
): TemplatePreview {
  const header = (card: number | null, shown: TemplatePreview['header']): TemplatePreview['header'] => {
    if (shown === null || shown.value !== null || shown.kind !== 'image') return shown;
    const component = componentOf(componentsAt(form, card), 'HEADER');
    const link = component === null ? undefined : pictures.get(handleOf(component));
    return link === undefined ? shown : { ...shown, value: { link } };
  };
  return {
    ...preview,
    header: header(null, preview.header),
    cards:
      cardsOf(form).length === preview.cards.length
        ? preview.cards.map((card, index) => ({ ...card, header: header(index, card.header) }))
        : preview.cards,
  };
}
