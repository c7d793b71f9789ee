import { Injectable } from '@nestjs/common';
import {
  ShownTemplate,
  TemplateFilling,
  TemplateFinding,
  TemplateForm,
  TemplateMessage,
  TemplateSlot,
} from '../../channels';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { filledFor } from './contact-filling';
import { FillingContactsRepository } from './filling-contacts.repository';
import { TemplateAccounts } from '../template-accounts';
import { TemplatesService } from '../templates.service';

export interface FormPreview {
  readonly shown: ShownTemplate;
  readonly variables: readonly TemplateSlot[];
  /** What the variables were filled with; the others show their samples. */
  readonly values: TemplateFilling;
}

export interface MessagePreview extends FormPreview {
  readonly message: TemplateMessage;
}

/** What can be said of a form before anybody is asked. */
@Injectable()
export class TemplateFormsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly accounts: TemplateAccounts,
    private readonly contacts: FillingContactsRepository,
    private readonly templates: TemplatesService,
  ) {}

  lint(form: unknown): readonly TemplateFinding[] {
    return this.accounts.rules().lint(form);
  }

  /** @throws Problem 404 for a contact that is not theirs */
  async preview(form: TemplateForm, values: TemplateFilling, contactId?: string): Promise<FormPreview> {
    const rules = this.accounts.rules();
    const variables = rules.variablesOf(form);
    const filling = contactId === undefined ? values : await this.fillingFor(contactId, variables, values);
    return { shown: rules.preview(form, filling), variables, values: filling };
  }

  /** @throws Problem 404 */
  async previewOf(id: string, values: TemplateFilling, contactId?: string): Promise<FormPreview> {
    return this.preview(await this.templates.known(id), values, contactId);
  }

  /** A message made of what the provider has, and what keeps it from being made. @throws Problem 404 */
  async messageOf(id: string, values: TemplateFilling, contactId?: string): Promise<MessagePreview> {
    const template = await this.templates.known(id);
    const { providerComponents, submittedComponents, components } = template;
    const theirs = { ...template, components: providerComponents ?? submittedComponents ?? components };
    const preview = await this.preview(theirs, values, contactId);
    const message = this.accounts.rulesOf(template).messageOf(theirs, preview.values);
    return { ...preview, message };
  }

  private async fillingFor(
    contactId: string,
    variables: readonly TemplateSlot[],
    values: TemplateFilling,
  ): Promise<TemplateFilling> {
    const contact = await this.app.reading((transaction) => this.contacts.find(transaction, contactId));
    if (contact === null) throw notFound('contact');
    return filledFor(contact, variables, values);
  }
}
