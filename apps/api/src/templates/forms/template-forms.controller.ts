import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { toForm } from './template-form.dto';
import {
  LintTemplateDto,
  PreviewTemplateDto,
  PreviewValuesDto,
  TemplateFindingsDto,
  TemplateMessageDto,
  TemplatePreviewDto,
  toFindingsDto,
  toMessageDto,
  toPreviewDto,
} from './template-forms.dto';
import { TemplateFormsService } from './template-forms.service';

/** What can be said of a template before anybody is asked. Nothing is changed by it. */
@ApiTags('templates')
@RequiresPermission('templates.read')
@Controller('v1/templates')
export class TemplateFormsController {
  constructor(private readonly forms: TemplateFormsService) {}

  @Post('lint')
  @HttpCode(200)
  @ApiOkResponse({
    type: TemplateFindingsDto,
    description: 'What would be refused, and forms without each of it.',
  })
  lintTemplate(@Body() { form }: LintTemplateDto): TemplateFindingsDto {
    return toFindingsDto(this.forms.lint(form));
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplatePreviewDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async previewForm(@Body() { form, values, contactId }: PreviewTemplateDto): Promise<TemplatePreviewDto> {
    return toPreviewDto(await this.forms.preview(toForm(form), values ?? {}, contactId));
  }

  @Post(':templateId/preview')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplatePreviewDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async previewTemplate(
    @Param('templateId', new ResourceIdPipe('template')) id: string,
    @Body() { values, contactId }: PreviewValuesDto,
  ): Promise<TemplatePreviewDto> {
    return toPreviewDto(await this.forms.previewOf(id, values ?? {}, contactId));
  }

  @Post(':templateId/message')
  @HttpCode(200)
  @ApiOkResponse({
    type: TemplateMessageDto,
    description:
      'What POST /api/v1/messages takes to send it, made of what the provider has. Nothing is sent.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async makeMessage(
    @Param('templateId', new ResourceIdPipe('template')) id: string,
    @Body() { values, contactId }: PreviewValuesDto,
  ): Promise<TemplateMessageDto> {
    return toMessageDto(await this.forms.messageOf(id, values ?? {}, contactId));
  }
}
