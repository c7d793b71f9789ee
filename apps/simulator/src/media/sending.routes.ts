import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { webhookOf } from '../emission/emission';
import { newWamid } from '../graph/identifiers';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import type { People } from '../people/people';
import { phoneDigits } from '../settings';
import type { Outbox } from '../webhooks/outbox';
import type { MediaAddresses } from './media-address';
import { mediaEmission } from './media-emission';
import { kindOf, MEDIA_FAULTS, MEDIA_KINDS, type MediaFaultKind, type MediaKind } from './media-file';
import { TooLarge, type MediaShelf } from './media-shelf';

export interface MediaSending {
  numbers: Numbers;
  people: People;
  ledger: Ledger;
  outbox: Outbox;
  shelf: MediaShelf;
  addresses: MediaAddresses;
}

interface SendQuery {
  type?: MediaKind;
  caption?: string;
  filename?: string;
  /** What the person is called. */
  name?: string;
  /** Whether the webhook has an address. */
  address: boolean;
  fault?: MediaFaultKind;
  /** How often the fault happens. */
  times?: number;
}

type SendRequest = FastifyRequest<{ Params: { phone: string }; Querystring: SendQuery; Body: Readable }>;

/** What browsers show of it; everything else is only to be saved. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/|video\/)/;

/** People send files: the body is the file, its type is the body's, and all else stands in the query. */
export async function sendingRoutes(app: FastifyInstance, sending: MediaSending): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    scope.post('/sim/people/:phone/media', { schema: { querystring: sendQuery } }, (request, reply) =>
      send(request as SendRequest, reply, sending),
    );
    done();
  });

  app.get<{ Params: { mediaId: string } }>('/sim/media/:mediaId', (request, reply) => {
    const file = sending.shelf.find(request.params.mediaId);
    if (file === undefined) return reply.code(404).send({ error: 'There is no such file.' });
    const isShown = SHOWN.test(file.mimeType);
    return reply
      .type(isShown ? file.mimeType : 'application/octet-stream')
      .headers({
        'content-length': file.byteSize,
        'content-disposition': isShown ? 'inline' : 'attachment',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=3600',
      })
      .send(sending.shelf.read(file));
  });
}

async function send(request: SendRequest, reply: FastifyReply, sending: MediaSending): Promise<FastifyReply> {
  const { numbers, people, ledger, outbox, shelf, addresses } = sending;
  const { type, caption, filename, address, fault, times, name: givenName } = request.query;
  const phone = phoneDigits(request.params.phone);
  if (phone === null || numbers.isBusiness(phone))
    return reply.code(400).send({ error: 'phone is not an international phone number' });
  const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
  const taken = await shelf.take(request.body ?? emptyBody()).catch((error: unknown) => {
    if (error instanceof TooLarge) return null;
    throw error;
  });
  if (taken === null) return reply.code(413).send({ error: 'the file is larger than 100 MB' });
  const file = {
    ...taken,
    kind: type ?? kindOf(mimeType),
    mimeType,
    fileName: filename?.trim() || null,
    fault: fault === undefined ? null : { kind: fault, times: times ?? null },
  };
  ledger.record({ kind: 'media.uploaded', file });

  const known = people.find(phone);
  const name = givenName?.trim() || known?.name || `+${phone}`;
  if (name !== known?.name) ledger.record({ kind: 'person.joined', phone, name });
  const wamid = newWamid(phone, 'inbound');
  // Where the description is what goes wrong, it is what the product must ask for.
  const isDescriptionWrong = fault === 'foreign_host' || fault === 'gone';
  const url =
    address && !isDescriptionWrong ? addresses.addressOf(file.id, `http://${request.headers.host}`) : null;
  const occasion = { number: numbers.first, from: { phone, name }, at: Date.now() };
  const emission = mediaEmission(occasion, { wamid, file, caption: caption?.trim() || null, url });
  outbox.emit(webhookOf([emission]), emission.events);
  return reply.code(201).send({ wamid, mediaId: file.id, url });
}

async function* none(): AsyncGenerator<Buffer> {}
const emptyBody = (): Readable => none() as unknown as Readable;

const sendQuery = {
  type: 'object',
  properties: {
    type: { enum: MEDIA_KINDS },
    caption: { type: 'string', maxLength: 1024 },
    filename: { type: 'string', maxLength: 1000 },
    name: { type: 'string', maxLength: 100 },
    address: { type: 'boolean', default: true },
    fault: { enum: Object.keys(MEDIA_FAULTS) },
    times: { type: 'integer', minimum: 1, maximum: 1000 },
  },
};
