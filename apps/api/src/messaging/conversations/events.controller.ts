import { Controller, MessageEvent, OnModuleDestroy, Req, Sse, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { interval, map, merge, Observable, of, Subject, takeUntil } from 'rxjs';
import { currentTenant } from '../../kernel/context';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Admissions, type PrincipalRequest, StreamPlaces, TENANT_IN_QUERY } from '../../access';
import { RequiresPermission } from '../../tenancy';
import { Change, Realtime } from '../../platform/realtime/realtime';

const PING_MS = 15_000;

@ApiTags('events')
@RequiresPermission('conversations.read')
@Controller('v1/events')
export class EventsController implements OnModuleDestroy {
  private readonly stopping = new Subject<void>();

  constructor(
    private readonly realtime: Realtime,
    private readonly admissions: Admissions,
  ) {}

  /** An open stream would keep the server from closing. */
  onModuleDestroy(): void {
    this.stopping.next();
  }

  @Sse()
  @RouteConfig(TENANT_IN_QUERY)
  @UseGuards(StreamPlaces)
  @ApiQuery({
    name: 'tenant',
    required: false,
    description: 'The tenant, by its slug: for browsers, whose EventSource sends no header.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description:
      'Hints: `conversation.changed`, `channel.changed` and `template.changed` name what to fetch again, `reset` says that hints may have been missed.',
  })
  streamEvents(@Req() request: PrincipalRequest): Observable<MessageEvent> {
    const changed = this.realtime.changesOf(currentTenant()).pipe(map(eventOf));
    const reset = this.realtime.gaps.pipe(map(() => ({ type: 'reset', data: {} })));
    const ping = interval(PING_MS).pipe(map(() => ({ comment: 'ping' }) as MessageEvent));
    return merge(of({ comment: 'connected', retry: 1000 } as MessageEvent), changed, reset, ping).pipe(
      takeUntil(merge(this.stopping, this.admissions.endOf(request, 'conversations.read'))),
    );
  }
}

function eventOf(change: Change): MessageEvent {
  if ('conversationId' in change)
    return { type: 'conversation.changed', data: { conversationId: change.conversationId } };
  return 'channelId' in change
    ? { type: 'channel.changed', data: { channelId: change.channelId } }
    : { type: 'template.changed', data: { templateId: change.templateId } };
}
