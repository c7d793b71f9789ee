import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { AnswerFault } from './effect';

const JSON_TYPE = 'application/json; charset=UTF-8';
const MEGABYTE = 1024 * 1024;
const BOMB_MEGABYTES = 1_000;
const CHUNK = ' '.repeat(64 * 1024);
const CHUNK_EVERY_MS = 10;
const SORRY_PAGE =
  '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1>' +
  "<p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>\n";

export type GarbledAnswer = Extract<
  AnswerFault,
  'html' | 'empty' | 'truncated_json' | 'gzip_bomb' | 'endless_body'
>;

/**
 * An answer that no client can use.
 * @param success what Meta would have answered
 */
export function sendGarbled(
  reply: FastifyReply,
  answer: GarbledAnswer,
  { status, success }: { status: number; success: object },
): FastifyReply {
  switch (answer) {
    case 'html':
      return reply.code(status).type('text/html; charset=utf-8').send(SORRY_PAGE);
    case 'empty':
      return reply.code(status).type(JSON_TYPE).send('');
    case 'truncated_json': {
      const whole = JSON.stringify(success);
      return reply.type(JSON_TYPE).send(whole.slice(0, Math.floor(whole.length / 2)));
    }
    case 'gzip_bomb':
      return reply.type(JSON_TYPE).header('content-encoding', 'gzip').send(bomb());
    case 'endless_body':
      return reply.type(JSON_TYPE).send(Readable.from(endless()));
  }
}

let bombBytes: Buffer | undefined;

/** Gzip allows several members one after the other, so one megabyte has to be packed only once. */
function bomb(): Buffer {
  if (bombBytes !== undefined) return bombBytes;
  const member = gzipSync(Buffer.alloc(MEGABYTE, ' '));
  bombBytes = Buffer.concat(Array.from({ length: BOMB_MEGABYTES }, () => member));
  return bombBytes;
}

async function* endless(): AsyncGenerator<string> {
  yield '{"messaging_product":"whatsapp","contacts":[';
  for (;;) {
    yield CHUNK;
    await sleep(CHUNK_EVERY_MS);
  }
}
