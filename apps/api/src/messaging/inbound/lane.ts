import { createHash } from 'node:crypto';

export const LANE_COUNT = 64;

/** The exploding step, in the table `lane`. */
export const EXPLODING = -1;

/**
 * What has to stay in order (`orderKey`) of one tenant and channel is always in the same lane, and a lane is worked off
 * in order. News of an account has no channel.
 */
export function laneOf(tenantId: string, channelId: string | null, orderKey: string): number {
  const digest = createHash('sha256')
    .update(`${tenantId}\u001f${channelId ?? ''}\u001f${orderKey}`)
    .digest();
  return digest.readUInt32BE(0) % LANE_COUNT;
}
