import { randomUUID } from 'node:crypto';
import { openStreams } from './open-streams';

const FIRST_BYTE_TIMEOUT_MS = 30_000;

const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Passes one request under /api/ to the API and streams the answer back as it comes.
 * Answers 404 outside /api/, 502 when the API cannot be reached, 504 when it does not begin to answer in time;
 * all three as problem+json with a request id.
 */
export async function forwardToApi(request: Request, apiUrl: URL): Promise<Response> {
  const target = new URL(request.url);
  const destination = new URL(apiUrl);
  destination.pathname = target.pathname;
  destination.search = target.search;
  // Encoded dots are resolved by the URL parser, so the path is looked at only now.
  if (!destination.pathname.startsWith('/api/')) return problem(request, 404, 'not_found', 'Not found');

  const call = new AbortController();
  const end = () => call.abort();
  if (request.signal.aborted) end();
  request.signal.addEventListener('abort', end, { once: true });
  openStreams.add(call);
  const done = () => {
    openStreams.delete(call);
    request.signal.removeEventListener('abort', end);
  };

  const noAnswer = new DOMException('The API did not begin to answer in time', 'TimeoutError');
  const timer = setTimeout(() => call.abort(noAnswer), FIRST_BYTE_TIMEOUT_MS);
  try {
    const answer = await fetch(destination, {
      method: request.method,
      headers: requestHeaders(request),
      body: request.body,
      duplex: 'half',
      redirect: 'manual',
      cache: 'no-store',
      signal: call.signal,
    } as RequestInit);
    return new Response(answer.body ? whenFinished(answer.body, end, done) : (done(), null), {
      status: answer.status,
      headers: responseHeaders(answer),
    });
  } catch {
    done();
    return call.signal.reason === noAnswer
      ? problem(request, 504, 'api_timeout', 'The API did not answer in time')
      : problem(request, 502, 'api_unreachable', 'The API cannot be reached');
  } finally {
    clearTimeout(timer);
  }
}

function requestHeaders(request: Request): Headers {
  const headers = withoutHopByHop(request.headers);
  headers.delete('host');
  headers.delete('content-length');
  headers.delete('expect');
  // The bytes should pass through as they are; the dashboard compresses towards the browser.
  headers.set('accept-encoding', 'identity');
  return headers;
}

function responseHeaders(answer: Response): Headers {
  const headers = withoutHopByHop(answer.headers);
  if (headers.has('content-encoding')) {
    // fetch has decoded the body already.
    headers.delete('content-encoding');
    headers.delete('content-length');
  }
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    // Without no-transform Next compresses the stream, and the events wait in the compressor.
    headers.set('cache-control', 'no-cache, no-transform');
    headers.set('x-accel-buffering', 'no');
  }
  return headers;
}

function withoutHopByHop(source: Headers): Headers {
  const headers = new Headers(source);
  const named = (source.get('connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...hopByHop, ...named]) if (name) headers.delete(name);
  return headers;
}

/** The same bytes. `stop` is called when the reader goes away, `done` when the stream is over either way. */
function whenFinished(body: ReadableStream<Uint8Array>, stop: () => void, done: () => void) {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const chunk = await reader.read();
        if (!chunk.done) return controller.enqueue(chunk.value);
        done();
        controller.close();
      } catch {
        // The API went away in mid-answer. A broken stream is what the browser should see; it reconnects.
        done();
        controller.error(new Error('The API ended the answer early'));
      }
    },
    cancel() {
      done();
      stop();
    },
  });
}

function problem(request: Request, status: number, code: string, title: string): Response {
  const requestId = request.headers.get('x-request-id') ?? randomUUID();
  const body = {
    type: 'about:blank',
    title,
    status,
    instance: new URL(request.url).pathname,
    code,
    requestId,
  };
  return Response.json(body, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      'cache-control': 'no-store',
    },
  });
}
