import { entriesOf, isPlainObject, partOf } from '../messages/rules';

export const TEMPLATE_CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

export const PARAMETER_FORMATS = ['POSITIONAL', 'NAMED'] as const;
export type ParameterFormat = (typeof PARAMETER_FORMATS)[number];

/** A template as it is created or edited; its components are in Meta's own shape (facts: cloud-api.md E). */
export interface TemplateDraft {
  readonly name: string;
  /** As Meta writes it, e.g. `en_US`. */
  readonly language: string;
  readonly category: TemplateCategory;
  readonly parameterFormat: ParameterFormat;
  /** How long Meta tries to deliver a message, in seconds; -1 stands for 30 days. */
  readonly messageSendTtlSeconds?: number;
  readonly components: readonly TemplateComponent[];
}

export type TemplateComponent =
  TemplateHeader | TemplateBody | TemplateFooter | TemplateButtons | TemplateOffer | TemplateCarousel;

export interface NamedSample {
  readonly param_name: string;
  readonly example: string;
}

export interface TextHeader {
  readonly type: 'HEADER';
  readonly format: 'TEXT';
  readonly text: string;
  readonly example?: {
    readonly header_text?: readonly string[];
    readonly header_text_named_params?: readonly NamedSample[];
  };
}

export interface MediaHeader {
  readonly type: 'HEADER';
  readonly format: 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'GIF';
  /** What a resumable upload answered, e.g. `4::aW...`. */
  readonly example?: { readonly header_handle: readonly string[] };
}

export interface BareHeader {
  readonly type: 'HEADER';
  /** `PRODUCT` in the cards of a carousel alone. */
  readonly format: 'LOCATION' | 'PRODUCT';
}

export type TemplateHeader = TextHeader | MediaHeader | BareHeader;

export interface TemplateBody {
  readonly type: 'BODY';
  /** Not in an authentication template, whose words are Meta's. */
  readonly text?: string;
  readonly example?: {
    readonly body_text?: readonly (readonly string[])[];
    readonly body_text_named_params?: readonly NamedSample[];
  };
  /** Authentication: "For your security, do not share this code." */
  readonly add_security_recommendation?: boolean;
}

export interface TemplateFooter {
  readonly type: 'FOOTER';
  readonly text?: string;
  /** Authentication: "This code expires in 5 minutes." */
  readonly code_expiration_minutes?: number;
}

export interface TemplateButtons {
  readonly type: 'BUTTONS';
  readonly buttons: readonly TemplateButton[];
}

export interface TemplateOffer {
  readonly type: 'LIMITED_TIME_OFFER';
  readonly limited_time_offer: { readonly text: string; readonly has_expiration?: boolean };
}

export interface TemplateCard {
  readonly components: readonly (TemplateHeader | TemplateBody | TemplateButtons)[];
}

export interface TemplateCarousel {
  readonly type: 'CAROUSEL';
  readonly cards: readonly TemplateCard[];
}

export interface UrlButton {
  readonly type: 'URL';
  readonly text: string;
  readonly url: string;
  readonly example?: readonly string[];
}

export interface PhoneNumberButton {
  readonly type: 'PHONE_NUMBER';
  readonly text: string;
  readonly phone_number: string;
}

export interface CopyCodeButton {
  readonly type: 'COPY_CODE';
  readonly example: string | readonly string[];
}

export interface FlowButton {
  readonly type: 'FLOW';
  readonly text: string;
  readonly flow_id?: string;
  readonly flow_name?: string;
  readonly flow_json?: string;
  readonly flow_action?: 'navigate' | 'data_exchange';
  readonly navigate_screen?: string;
}

export interface SupportedApp {
  readonly package_name: string;
  readonly signature_hash: string;
}

export interface OtpButton {
  readonly type: 'OTP';
  readonly otp_type: 'ONE_TAP' | 'COPY_CODE' | 'ZERO_TAP';
  readonly text?: string;
  readonly autofill_text?: string;
  readonly supported_apps?: readonly SupportedApp[];
  readonly zero_tap_terms_accepted?: boolean;
}

export interface LabelledButton {
  readonly type: 'QUICK_REPLY' | 'CATALOG' | 'MPM';
  readonly text: string;
}

export interface PlainButton {
  readonly type: 'SPM' | 'VOICE_CALL' | 'CALL_PERMISSION_REQUEST' | 'REQUEST_CONTACT_INFO' | 'APP';
  readonly text?: string;
}

export type TemplateButton =
  UrlButton | PhoneNumberButton | CopyCodeButton | FlowButton | OtpButton | LabelledButton | PlainButton;

/** The body of `POST /{waba-id}/message_templates`. */
export function creationBodyOf(draft: TemplateDraft): Record<string, unknown> {
  const { name, language, category, parameterFormat, messageSendTtlSeconds, components } = draft;
  return {
    name,
    language,
    category,
    parameter_format: parameterFormat,
    ...(messageSendTtlSeconds === undefined ? {} : { message_send_ttl_seconds: messageSendTtlSeconds }),
    components,
  };
}

/**
 * A draft of what Meta lists, or of a body of creation; what is missing or of the wrong type is empty, and components
 * that are no objects are left out. Without a format a template is positional, as at Meta.
 */
export function draftOf(template: unknown): TemplateDraft {
  const ttl = partOf(template, 'message_send_ttl_seconds');
  return {
    name: textOf(partOf(template, 'name')),
    language: textOf(partOf(template, 'language')),
    category: wordOf(partOf(template, 'category')) as TemplateCategory,
    parameterFormat: wordOf(partOf(template, 'parameter_format')) === 'NAMED' ? 'NAMED' : 'POSITIONAL',
    ...(typeof ttl === 'number' ? { messageSendTtlSeconds: ttl } : {}),
    components: entriesOf(partOf(template, 'components')).filter(
      isPlainObject,
    ) as unknown as TemplateComponent[],
  };
}

/** Meta takes its words in small and in large letters; an empty text for what is no text. */
export const wordOf = (value: unknown): string => textOf(value).toUpperCase();

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
