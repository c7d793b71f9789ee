import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const REQUEST_STARTED = 'http.server.request.start';

/**
 * Adds the address of whoever is connected to this server to X-Forwarded-For, as every proxy does, for all HTTP
 * servers of the process. Next sets that header only where there is none, and leaves one that a browser made up as it
 * is; the API believes the last address that is no trusted proxy, so the last one must be ours. Call it before the
 * first request.
 */
export function tellPeers(): void {
  subscribe(REQUEST_STARTED, tellPeer);
}

export function stopTellingPeers(): void {
  unsubscribe(REQUEST_STARTED, tellPeer);
}

function tellPeer(message: unknown): void {
  const { request } = message as { request: IncomingMessage };
  const peer = request.socket.remoteAddress;
  if (peer === undefined) return;
  const before = request.headers['x-forwarded-for'];
  request.headers['x-forwarded-for'] = [before ?? [], peer].flat().join(', ');
}
