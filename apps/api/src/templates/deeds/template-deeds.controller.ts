import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/document-version';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { languageOf } from '../forms/template-form.dto';
import {
  DuplicateTemplateDto,
  SyncTemplatesDto,
  TemplateSyncResultDto,
  TemplateSyncsDto,
  toSyncResultDto,
  toSyncsDto,
} from './template-deeds.dto';
import { HeaderMediaDto, toHeaderMediaDto, UploadHeaderMediaDto } from './template-samples.dto';
import { TemplateSamplesService } from './template-samples.service';
import { TemplateSubmissionService } from './template-submission.service';
import { TemplateSyncService } from '../sync/template-sync.service';
import { TemplateDto, toTemplateDto } from '../templates.dto';
import { TemplatesService } from '../templates.service';

const templateId = new ResourceIdPipe('template');

/** What is done with templates beside writing them. */
@ApiTags('templates')
@RequiresPermission('templates.manage')
@ApiNotFoundResponse({ type: ProblemDetails })
@ApiResponse({
  status: 422,
  type: ProblemDetails,
  description: '`template_has_errors`, or the provider said no: `provider_...`',
})
@ApiResponse({ status: 424, type: ProblemDetails, description: 'The provider could not be asked.' })
@ApiResponse({
  status: 429,
  type: ProblemDetails,
  description: 'Asked too often: by us, or by the provider.',
})
@Controller('v1/templates')
export class TemplateDeedsController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly submission: TemplateSubmissionService,
    private readonly syncs: TemplateSyncService,
    private readonly samples: TemplateSamplesService,
  ) {}

  @Post('header-media')
  @ApiCreatedResponse({ type: HeaderMediaDto, description: 'The file is at the provider.' })
  async uploadHeaderMedia(
    @Body() { channelId, fileName, content }: UploadHeaderMediaDto,
  ): Promise<HeaderMediaDto> {
    return toHeaderMediaDto(await this.samples.upload(channelId, fileName, Buffer.from(content, 'base64')));
  }

  @Get('sync')
  @RequiresPermission('templates.read')
  @ApiOkResponse({ type: TemplateSyncsDto })
  async listTemplateSyncs(): Promise<TemplateSyncsDto> {
    return toSyncsDto(await this.syncs.states());
  }

  @Post('sync')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplateSyncResultDto })
  async syncTemplates(@Body() { channelId }: SyncTemplatesDto): Promise<TemplateSyncResultDto> {
    return toSyncResultDto(await this.syncs.syncNow(channelId));
  }

  @Post(':templateId/submission')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplateDto, description: 'The provider has it, and will say what becomes of it.' })
  @ApiConflictResponse({
    type: ProblemDetails,
    description: '`template_not_changeable`, `template_not_changed`',
  })
  async submitTemplate(
    @Param('templateId', templateId) id: string,
    @IfMatch() version: number | null,
  ): Promise<TemplateDto> {
    return toTemplateDto(await this.submission.submit(id, version));
  }

  @Post(':templateId/copies')
  @ApiCreatedResponse({ type: TemplateDto, description: 'A draft with the same words.' })
  @ApiConflictResponse({ type: ProblemDetails, description: '`template_exists`' })
  async duplicateTemplate(
    @Param('templateId', templateId) id: string,
    @Body() { name, language }: DuplicateTemplateDto,
  ): Promise<TemplateDto> {
    const wanted = { name, language: language && languageOf(language) };
    return toTemplateDto(await this.templates.duplicate(id, wanted));
  }

  @Post(':templateId/unpause')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplateDto })
  @ApiConflictResponse({ type: ProblemDetails, description: '`template_not_paused`' })
  async unpauseTemplate(@Param('templateId', templateId) id: string): Promise<TemplateDto> {
    return toTemplateDto(await this.submission.unpause(id));
  }
}
