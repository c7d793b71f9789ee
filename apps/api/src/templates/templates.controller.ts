import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IfMatch } from '../platform/http/document-version';
import { ProblemDetails } from '../platform/http/problem-details';
import { ResourceIdPipe } from '../platform/http/resource-id.pipe';
import { RequiresPermission } from '../tenancy';
import { TemplateHistoryDto, TemplateUsageDto, toHistoryDto, toUsageDto } from './deeds/template-deeds.dto';
import { toForm } from './forms/template-form.dto';
import { TemplateSubmissionService } from './deeds/template-submission.service';
import {
  ChangeTemplateDto,
  CreateTemplateDto,
  TemplateDto,
  TemplatePageDto,
  TemplateQuery,
  toTemplateDto,
} from './templates.dto';
import { TemplatesService } from './templates.service';

const templateId = new ResourceIdPipe('template');

@ApiTags('templates')
@RequiresPermission('templates.read')
@ApiNotFoundResponse({ type: ProblemDetails })
@Controller('v1/templates')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly submission: TemplateSubmissionService,
  ) {}

  @Get()
  @ApiOkResponse({ type: TemplatePageDto })
  async listTemplates(@Query() query: TemplateQuery): Promise<TemplatePageDto> {
    const { rows, nextCursor } = await this.templates.list(query, query);
    return { data: rows.map(toTemplateDto), nextCursor };
  }

  @Post()
  @RequiresPermission('templates.manage')
  @ApiCreatedResponse({ type: TemplateDto, description: 'A draft: nothing is asked of the provider.' })
  @ApiConflictResponse({ type: ProblemDetails, description: '`template_exists`' })
  async createTemplate(@Body() { channelId, ...form }: CreateTemplateDto): Promise<TemplateDto> {
    return toTemplateDto(await this.templates.create(channelId, toForm(form)));
  }

  @Get(':templateId')
  @ApiOkResponse({ type: TemplateDto })
  async getTemplate(@Param('templateId', templateId) id: string): Promise<TemplateDto> {
    return toTemplateDto(await this.templates.get(id));
  }

  @Patch(':templateId')
  @RequiresPermission('templates.manage')
  @ApiOkResponse({
    type: TemplateDto,
    description: 'Here alone: what the provider has stays until it is submitted.',
  })
  @ApiConflictResponse({
    type: ProblemDetails,
    description: '`template_not_changeable`, `template_category_stays`',
  })
  async changeTemplate(
    @Param('templateId', templateId) id: string,
    @Body() change: ChangeTemplateDto,
    @IfMatch() version: number | null,
  ): Promise<TemplateDto> {
    return toTemplateDto(await this.templates.change(id, change, version));
  }

  @Delete(':templateId')
  @RequiresPermission('templates.manage')
  @HttpCode(204)
  @ApiNoContentResponse({
    description: 'Also at the provider, who keeps its name from being used again for 30 days.',
  })
  @ApiConflictResponse({ type: ProblemDetails, description: '`template_in_use`, `template_not_deletable`' })
  @ApiResponse({ status: 422, type: ProblemDetails, description: 'The provider said no: `provider_...`' })
  @ApiResponse({ status: 424, type: ProblemDetails, description: 'The provider could not be asked.' })
  async deleteTemplate(@Param('templateId', templateId) id: string): Promise<void> {
    await this.submission.delete(id);
  }

  @Get(':templateId/history')
  @ApiOkResponse({ type: TemplateHistoryDto })
  async getTemplateHistory(@Param('templateId', templateId) id: string): Promise<TemplateHistoryDto> {
    return toHistoryDto(await this.templates.historyOf(id));
  }

  @Get(':templateId/usage')
  @ApiOkResponse({
    type: TemplateUsageDto,
    description: 'Where it is used: what waits to be sent with it, and what became of what was sent.',
  })
  async getTemplateUsage(@Param('templateId', templateId) id: string): Promise<TemplateUsageDto> {
    return toUsageDto(await this.templates.usageOf(id));
  }
}
