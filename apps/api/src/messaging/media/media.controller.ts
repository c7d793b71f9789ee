import { Controller, Get, HttpCode, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import { FastifyReply, FastifyRequest } from 'fastify';
import { TENANT_IN_QUERY } from '../../access';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { MediaDownload } from './media-download';
import { MediaDto, toMediaDto } from './media.dto';
import { MediaService } from './media.service';

const mediaId = new ResourceIdPipe('file');

@ApiTags('media')
@RequiresPermission('conversations.read')
@Controller('v1/media')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly download: MediaDownload,
  ) {}

  @Get(':mediaId')
  @RouteConfig(TENANT_IN_QUERY)
  @ApiQuery({
    name: 'tenant',
    required: false,
    description: 'The tenant, by its slug: for browsers, whose <img> and <audio> send no header.',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description: 'The file. Pictures, sound and film may be shown; everything else is to be saved.',
  })
  @ApiResponse({ status: 206, description: 'The part that Range asks for.' })
  @ApiResponse({ status: 304, description: 'The file that If-None-Match names.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiResponse({ status: 409, type: ProblemDetails, description: '`media_not_stored`: it waits, or failed.' })
  @ApiResponse({
    status: 410,
    type: ProblemDetails,
    description: '`media_revoked`: its message was taken back.',
  })
  @ApiResponse({ status: 416, type: ProblemDetails, description: '`range_not_satisfiable`' })
  getMedia(
    @Param('mediaId', mediaId) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return this.download.send(id, request, reply);
  }

  @Post(':mediaId/fetch')
  @RequiresPermission('conversations.assign')
  @HttpCode(200)
  @ApiOkResponse({
    type: MediaDto,
    description:
      'One that failed is fetched once more, from the beginning; one that is on its way stays on it.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiResponse({ status: 409, type: ProblemDetails, description: '`media_stored`: it is there already.' })
  @ApiResponse({
    status: 410,
    type: ProblemDetails,
    description: '`media_gone`: the provider has it no more. `media_revoked`: its message was taken back.',
  })
  async retryMedia(@Param('mediaId', mediaId) id: string): Promise<MediaDto> {
    return toMediaDto(await this.media.fetchAgain(id));
  }
}
