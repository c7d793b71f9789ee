import { createHash } from 'node:crypto';

export const LANE_COUNT = 64;

/** Work of one (tenant, channel, person) is always in the same lane, and a lane is worked off in order. */
export function laneOf(tenantId: string, channelId: string, person: string): number {
  const digest = createHash('sha256').update(`${tenantId}\u001f${channelId}\u001f${person}`).digest();
  return digest.readUInt32BE(0) % LANE_COUNT;
}
