import { Injectable } from '@nestjs/common';
import { InboxConnection } from './inbox-connection';
import { LANE_COUNT } from './lane';

/** Whether there is work: cheap to ask, and wrong for a moment at worst. */
@Injectable()
export class Waiting {
  constructor(private readonly connection: InboxConnection) {}

  async anyDelivery(): Promise<boolean> {
    const rows = await this.connection.query(
      'any-delivery',
      'SELECT 1 FROM webhook_delivery WHERE exploded_at IS NULL LIMIT 1',
    );
    return rows.length > 0;
  }

  /** Those with something to apply now. */
  async lanes(): Promise<number[]> {
    const rows = await this.connection.query<{ lane: number }>(
      'lanes-with-work',
      `SELECT lane FROM generate_series(0, ${LANE_COUNT - 1}) AS lane
       WHERE EXISTS (SELECT 1 FROM inbox_event WHERE inbox_event.lane = lane.lane AND state = 'pending')
         OR EXISTS (SELECT 1 FROM inbox_event
           WHERE inbox_event.lane = lane.lane AND state = 'retrying' AND next_attempt_at <= now())`,
    );
    return rows.map(({ lane }) => lane);
  }
}
