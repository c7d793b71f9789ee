import { Injectable } from '@nestjs/common';
import { problemOf, SampleType } from '../../channels';
import { invalidInput } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { AuditTrail } from '../../tenancy';
import { TemplateAccounts } from '../template-accounts';

export interface UploadedSample extends SampleType {
  /** Stands in a template for the file. */
  readonly handle: string;
  readonly byteSize: number;
}

/** Files that the headers of templates show to whoever reviews them. */
@Injectable()
export class TemplateSamplesService {
  constructor(
    private readonly app: AppDatabase,
    private readonly accounts: TemplateAccounts,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem 400 for a file that the provider does not take, 404, 409, 422, 424, 429 */
  async upload(channelId: string, fileName: string, content: Buffer): Promise<UploadedSample> {
    const account = await this.accounts.ofChannel(channelId);
    const type = this.accounts.rulesOf(account).sampleTypeOf(content);
    if (type === null) throw wrongType();
    const provider = await this.accounts.open(account);
    const file = { fileName, mimeType: type.mimeType, content };
    const outcome = await provider.ask(({ templates }, access) => templates.uploadSample(access, file));
    if (outcome.kind === 'failed') throw problemOf(outcome.trouble);
    const byteSize = content.length;
    const target = { kind: 'template_sample', name: fileName };
    const after = { mimeType: type.mimeType, byteSize };
    await this.app.transaction((transaction) =>
      this.audit.record(transaction, { action: 'template_sample.uploaded', target, after }),
    );
    return { ...type, handle: outcome.value.handle, byteSize };
  }
}

const wrongType = (): Error =>
  invalidInput([
    {
      pointer: '/content',
      code: 'wrong_type',
      detail: 'The file must be a JPEG or PNG picture, an MP4 video or a PDF document, by its bytes.',
    },
  ]);
