import { ChannelAccess } from './channel-access';
import { ProviderOutcome } from './provider-trouble';

/**
 * What templates ask of a provider: its rules, its shape and its calls. Those that take no access are pure and never
 * throw; the others are one call each and never throw for what a provider or the network does.
 */
export interface ChannelTemplates {
  /** Which news of the account `newsOf` reads. */
  readonly newsFields: readonly string[];

  /** What messages call the template, as `CommunicationAdapter.templateOf` says of them. */
  keyOf(template: { readonly name: string; readonly language: string }): string;

  /** What the provider refuses, or may refuse, in a form that may be anything. */
  lint(form: unknown): readonly TemplateFinding[];

  /** What differs from message to message. */
  variablesOf(form: TemplateForm): readonly TemplateSlot[];

  /** What a person sees of it. A variable without a value shows its sample. */
  preview(form: TemplateForm, values: TemplateFilling): ShownTemplate;

  /** A message made of it, as the provider is given it; what keeps it from being made, where something does. */
  messageOf(form: TemplateForm, values: TemplateFilling): TemplateMessage;

  /** Whether what the provider has is still what was handed in: it writes some parts its own way. */
  isSame(submitted: readonly unknown[], theirs: readonly unknown[]): boolean;

  /** What one piece of news of the account says of a template; null where it says nothing of any. */
  newsOf(news: ToldNews): TemplateNews | null;

  /** What a file is by its bytes, if it can be the sample of a header. */
  sampleTypeOf(content: Buffer): SampleType | null;

  submit(access: ChannelAccess, form: TemplateForm): Promise<ProviderOutcome<SubmittedTemplate>>;
  /** Replaces what the provider has. A null category stays as it is. */
  edit(access: ChannelAccess, externalId: string, change: TemplateEdit): Promise<ProviderOutcome<true>>;
  remove(
    access: ChannelAccess,
    template: { readonly name: string; readonly externalId: string },
  ): Promise<ProviderOutcome<true>>;
  unpause(access: ChannelAccess, externalId: string): Promise<ProviderOutcome<true>>;
  /** All of the account's, however many. */
  list(access: ChannelAccess): Promise<ProviderOutcome<readonly ProvidedTemplate[]>>;
  /** A sample of a header's file; the handle stands in a template in its place. */
  uploadSample(
    access: ChannelAccess,
    file: SampleFile,
  ): Promise<ProviderOutcome<{ readonly handle: string }>>;
}

export type TemplatePurpose = 'marketing' | 'utility' | 'authentication';
export type ParameterFormat = 'positional' | 'named';

/** A template as somebody writes it. */
export interface TemplateForm {
  readonly name: string;
  /** As the provider names it: en_US. */
  readonly language: string;
  readonly category: TemplatePurpose;
  readonly parameterFormat: ParameterFormat;
  /** For how long a message is tried to be delivered; null: as long as the provider does. */
  readonly ttlSeconds: number | null;
  /** In the provider's own shape. */
  readonly components: readonly unknown[];
}

export type TemplateEdit = Pick<TemplateForm, 'components' | 'ttlSeconds'> & {
  readonly category: TemplatePurpose | null;
};

export interface TemplateFinding {
  /** Stable: body.too_long. */
  readonly rule: string;
  /** Of an error it is certain that the provider refuses it. */
  readonly severity: 'error' | 'warning';
  /** Where in the form: ['components', 1, 'text']. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The whole form without this fault; null where a person has to decide. */
  readonly fix: { readonly label: string; readonly form: TemplateForm } | null;
}

/** Something of a template that is filled in when it is sent. */
export interface TemplateSlot {
  /** body.1, header.image, buttons.0.url */
  readonly key: string;
  /** The provider's word for what it takes: text, image, url, code. An open list. */
  readonly kind: string;
  /** What stands between its braces; null for what has none. */
  readonly label: string | null;
  readonly sample: string | null;
  readonly isRequired: boolean;
}

/** By the keys of the slots. */
export type TemplateFilling = Readonly<Record<string, unknown>>;

export interface TemplateMessage {
  /** Null where a value is missing or wrong. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Each by the key of its slot, or what follows from there. */
  readonly faults: readonly { readonly key: string; readonly code: string; readonly message: string }[];
  /** What a person reads of it, in the provider's own formatting; null where it has no words. */
  readonly words: string | null;
}

export interface ShownTemplate {
  readonly header: ShownHeader | null;
  readonly offer: { readonly text: string; readonly endsAt: number | null } | null;
  readonly body: readonly ShownRun[];
  readonly footer: string | null;
  readonly buttons: readonly ShownButton[];
  readonly cards: readonly {
    readonly header: ShownHeader | null;
    readonly body: readonly ShownRun[];
    readonly buttons: readonly ShownButton[];
  }[];
}

/** A piece of text that looks the same throughout; `variable`: the key of the slot that it came from. */
export interface ShownRun {
  readonly text: string;
  readonly variable: string | null;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isStruck: boolean;
  readonly isMono: boolean;
}

export interface ShownHeader {
  /** text, image, video, document, gif, location, product. */
  readonly kind: string;
  /** Of a text. */
  readonly text: readonly ShownRun[] | null;
  /** Of the others: what it is filled with. */
  readonly value: unknown;
}

export interface ShownButton {
  readonly kind: string;
  readonly label: string | null;
  readonly target: string | null;
}

/** What the provider made of a template that was handed in. */
export interface SubmittedTemplate {
  readonly externalId: string;
  /** In our words; see `ProvidedTemplate`. */
  readonly status: string;
  /** Null: it did not say, or a word that is new to us. */
  readonly category: TemplatePurpose | null;
}

/** A template as the provider has it. What it does not say is null. */
export interface ProvidedTemplate extends TemplateForm {
  readonly externalId: string;
  /**
   * approved, pending, rejected, paused, disabled, flagged, in_appeal, limit_exceeded, locked, archived, pending_deletion,
   * deleted: the provider's own word in small letters, an open list.
   */
  readonly status: string;
  readonly previousCategory: string | null;
  readonly correctCategory: string | null;
  /** green, yellow, red, unknown. */
  readonly quality: string | null;
  readonly rejectionReason: string | null;
}

export interface ToldNews {
  readonly field: string;
  readonly payload: unknown;
}

/** What a piece of news says; what it does not speak of is left out. */
export interface TemplateNews {
  readonly externalId: string | null;
  readonly name: string;
  readonly language: string;
  readonly status?: {
    readonly now: string;
    readonly rejectionReason: string | null;
    readonly recommendation: string | null;
    readonly pauseReason: string | null;
    /** From the news on; null: not for a known time. */
    readonly pausedForMs: number | null;
  };
  readonly quality?: string;
  readonly category?: {
    /** Null: it stays as it is. */
    readonly now: TemplatePurpose | null;
    readonly previous: string | null;
    readonly correct: string | null;
  };
  /** Its words changed: what they are now is to be asked for. */
  readonly hasNewWords?: true;
}

export interface SampleType {
  readonly mimeType: string;
  /** Of the header that shows it: image, video, document. */
  readonly kind: string;
}

export interface SampleFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly content: Buffer;
}
