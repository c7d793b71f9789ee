import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { RecentSignInOfPeople } from '../../platform/http/route-access';
import { RequiresPermission } from '../roles/permission.decorator';
import { eventOf } from './audit-event';
import { AuditFilter } from './audit-events.repository';
import { AuditExport } from './audit-export';
import { AuditVerification } from './audit-verification';
import { AuditEventPageDto, AuditEventQuery, AuditExportQuery, AuditVerificationDto } from './audit.dto';
import { AuditService } from './audit.service';

@ApiTags('audit')
@RequiresPermission('audit.read')
@Controller('v1/audit-events')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly exports: AuditExport,
    private readonly verification: AuditVerification,
  ) {}

  @Get()
  @ApiOkResponse({ type: AuditEventPageDto })
  async listAuditEvents(@Query() query: AuditEventQuery): Promise<AuditEventPageDto> {
    const { rows, nextCursor } = await this.audit.list(filterOf(query), query);
    return { data: rows.map(eventOf), nextCursor };
  }

  @Get('export')
  @Costs(20)
  @RecentSignInOfPeople()
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'Oldest first, with the hash of each event.' })
  async exportAuditEvents(@Query() query: AuditExportQuery): Promise<StreamableFile> {
    const { stream, mediaType, fileName } = await this.exports.open(query.format, filterOf(query));
    return new StreamableFile(stream, { type: mediaType, disposition: `attachment; filename="${fileName}"` });
  }

  @Get('verification')
  @Costs(20)
  @ApiOkResponse({ type: AuditVerificationDto })
  async verifyAuditTrail(): Promise<AuditVerificationDto> {
    const { verifiedAt, ...verified } = await this.verification.verify();
    return { intact: verified.brokenAt === null, ...verified, verifiedAt: verifiedAt.toISOString() };
  }
}

function filterOf({ from, to, ...rest }: AuditExportQuery | AuditEventQuery): AuditFilter {
  const { actorId, action, targetKind } = rest;
  return {
    ...{ actorId, action, targetKind },
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}
