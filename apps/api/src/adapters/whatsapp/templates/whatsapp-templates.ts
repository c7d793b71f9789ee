import { creationBodyOf, lintTemplate, ManagementClient, variablesOf } from '@parley/whatsapp-cloud';
import {
  ChannelAccess,
  ChannelTemplates,
  ProvidedTemplate,
  ProviderOutcome,
  SampleFile,
  ShownTemplate,
  SubmittedTemplate,
  TemplateEdit,
  TemplateFilling,
  TemplateFinding,
  TemplateForm,
  TemplateMessage,
  TemplateNews,
  TemplateSlot,
  ToldNews,
} from '../../../channels';
import { outcomeOf } from '../provider/trouble';
import { sampleTypeOf } from './sample-type';
import { saysTheSame } from './same-words';
import { asDraft, messageOf, providedOf, shownOf, toDraft, toForm } from './template-form';
import { TEMPLATE_NEWS_FIELDS, templateNewsOf } from './template-news';
import { keyOf, purposeIn, statusIn } from './template-words';

/** Templates of the Cloud API (facts: cloud-api.md E). */
export class WhatsAppTemplates implements ChannelTemplates {
  readonly newsFields = TEMPLATE_NEWS_FIELDS;
  readonly keyOf = keyOf;
  readonly sampleTypeOf = sampleTypeOf;

  constructor(
    private readonly management: ManagementClient,
    /** Files are uploaded to an app; null where the installation does not name its own. */
    private readonly appId: string | null,
  ) {}

  lint(form: unknown): readonly TemplateFinding[] {
    return lintTemplate(toDraft(form)).map(({ fix, ...finding }) => ({
      ...finding,
      fix: fix === null ? null : { label: fix.label, form: toForm(fix.draft) },
    }));
  }

  variablesOf(form: TemplateForm): readonly TemplateSlot[] {
    return variablesOf(toDraft(form)).map(({ key, kind, label, sample, isRequired }) => ({
      key,
      kind,
      label,
      sample,
      isRequired,
    }));
  }

  preview(form: TemplateForm, values: TemplateFilling): ShownTemplate {
    return shownOf(form, values);
  }

  messageOf(form: TemplateForm, values: TemplateFilling): TemplateMessage {
    return messageOf(form, values);
  }

  isSame(submitted: readonly unknown[], theirs: readonly unknown[]): boolean {
    return saysTheSame(submitted, theirs);
  }

  newsOf(news: ToldNews): TemplateNews | null {
    return templateNewsOf(news);
  }

  async submit(access: ChannelAccess, form: TemplateForm): Promise<ProviderOutcome<SubmittedTemplate>> {
    const body = creationBodyOf(asDraft(form));
    const outcome = outcomeOf(await this.management.templates.create(accountOf(access), body));
    if (outcome.kind === 'failed') return outcome;
    const { id: externalId, status, category } = outcome.value;
    const value = { externalId, status: statusIn(status) ?? 'pending', category: purposeIn(category) };
    return { kind: 'done', value };
  }

  async edit(
    { accessToken }: ChannelAccess,
    externalId: string,
    { components, category, ttlSeconds }: TemplateEdit,
  ): Promise<ProviderOutcome<true>> {
    return outcomeOf(
      await this.management.templates.edit(accessToken, externalId, {
        components,
        ...(category !== null && { category: category.toUpperCase() }),
        ...(ttlSeconds !== null && { message_send_ttl_seconds: ttlSeconds }),
      }),
    );
  }

  async remove(
    access: ChannelAccess,
    { name, externalId: templateId }: { readonly name: string; readonly externalId: string },
  ): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.templates.delete(accountOf(access), { name, templateId }));
  }

  async unpause({ accessToken }: ChannelAccess, externalId: string): Promise<ProviderOutcome<true>> {
    return outcomeOf(await this.management.templates.unpause(accessToken, externalId));
  }

  async list(access: ChannelAccess): Promise<ProviderOutcome<readonly ProvidedTemplate[]>> {
    const outcome = outcomeOf(await this.management.templates.list(accountOf(access)));
    if (outcome.kind === 'failed') return outcome;
    return { kind: 'done', value: outcome.value.flatMap((template) => providedOf(template) ?? []) };
  }

  async uploadSample(
    { accessToken }: ChannelAccess,
    { fileName, mimeType, content }: SampleFile,
  ): Promise<ProviderOutcome<{ readonly handle: string }>> {
    if (this.appId === null) return NO_APP;
    const { uploads } = this.management;
    const file = { fileName, mimeType, byteSize: content.length };
    const started = outcomeOf(await uploads.start({ appId: this.appId, accessToken }, file));
    if (started.kind === 'failed') return started;
    const { uploadId } = started.value;
    const sent = await uploads.send(accessToken, uploadId, { offset: 0, content, byteSize: content.length });
    if (sent.kind !== 'failed') return outcomeOf(sent);
    // It may have arrived in part: Meta says how far, and the rest is sent once more.
    const known = await uploads.offsetOf(accessToken, uploadId);
    const offset = known.kind === 'done' ? Math.min(known.value.offset, content.length) : 0;
    const rest = { offset, content: content.subarray(offset), byteSize: content.length };
    return outcomeOf(await uploads.send(accessToken, uploadId, rest));
  }
}

const accountOf = ({ accountId: wabaId, accessToken }: ChannelAccess) => ({ wabaId, accessToken });

const NO_APP = {
  kind: 'failed',
  trouble: {
    code: 'not_configured',
    reason: 'Whoever runs Parley sets WHATSAPP_APP_ID, to whose app files are uploaded.',
    providerCode: null,
    retryAfterMs: null,
  },
} as const;
