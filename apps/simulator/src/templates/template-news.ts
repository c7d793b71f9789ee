import type { QualityScore, Template, TemplateButton, TemplateCategory, TemplatePart } from './template';

/** One change of a template as a webhook tells of it (facts C4). */
export interface TemplateNews {
  field:
    | 'message_template_status_update'
    | 'message_template_quality_update'
    | 'message_template_components_update'
    | 'template_category_update';
  value: Readonly<Record<string, unknown>>;
}

/**
 * Who is meant. The id is an integer beyond 2^53 on the wire, which no number here could hold: it is a text until then.
 * Meta writes the language now with a hyphen, now with an underscore.
 */
function named({ id, name, language }: Template): Record<string, unknown> {
  return {
    message_template_id: id,
    message_template_name: name,
    message_template_language: language.replace('_', '-'),
  };
}

export function statusNews(
  template: Template,
  event: string,
  { reason = 'NONE', ...more }: { reason?: string } & Record<string, unknown> = {},
): TemplateNews {
  return {
    field: 'message_template_status_update',
    value: {
      event,
      ...named(template),
      reason,
      message_template_category: template.category,
      ...more,
    },
  };
}

export function qualityNews(template: Template, before: QualityScore, now: QualityScore): TemplateNews {
  return {
    field: 'message_template_quality_update',
    value: { previous_quality_score: before, new_quality_score: now, ...named(template) },
  };
}

export function categoryNews(template: Template, previous: TemplateCategory): TemplateNews {
  return {
    field: 'template_category_update',
    value: { ...named(template), previous_category: previous, new_category: template.category },
  };
}

/** @param at seconds since 1970, by the machine's clock */
export function impendingCategoryNews(
  template: Template,
  correct: TemplateCategory,
  at: number,
): TemplateNews {
  return {
    field: 'template_category_update',
    value: {
      ...named(template),
      new_category: template.category,
      correct_category: correct,
      category_update_timestamp: at,
    },
  };
}

export function componentsNews(template: Template): TemplateNews {
  const part = (type: string): TemplatePart | undefined =>
    template.components.find((one) => one.type === type);
  const [title, footer] = [part('HEADER')?.text, part('FOOTER')?.text];
  const buttons = part('BUTTONS')?.buttons;
  return {
    field: 'message_template_components_update',
    value: {
      ...named(template),
      message_template_element: part('BODY')?.text ?? '',
      ...(title !== undefined && { message_template_title: title }),
      ...(footer !== undefined && { message_template_footer: footer }),
      ...(buttons && { message_template_buttons: buttons.map(buttonOf) }),
    },
  };
}

function buttonOf({ type, text, url, phone_number }: TemplateButton): object {
  return {
    message_template_button_type: type,
    message_template_button_text: text ?? '',
    ...(url !== undefined && { message_template_button_url: url }),
    ...(phone_number !== undefined && { message_template_button_phone_number: phone_number }),
  };
}
