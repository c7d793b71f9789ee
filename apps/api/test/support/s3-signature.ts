import { createHash, createHmac } from 'node:crypto';
import { IncomingMessage } from 'node:http';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Whether a request is signed as S3 wants it (Signature Version 4), body included. */
export function isSigned(
  request: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey }: S3Credentials,
): boolean {
  const [, key, day = '', region = '', names = '', signature] =
    HEADER.exec(request.headers.authorization ?? '') ?? [];
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (key !== accessKeyId || bodyHash !== sha256(body)) return false;
  const [path = '', query = ''] = String(request.url).split('?');
  const canonical = [
    request.method,
    path,
    query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => (part.includes('=') ? part : `${part}=`))
      .sort()
      .join('&'),
    ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    bodyHash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const steps = [day, region, 's3', 'aws4_request', text];
  return steps.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`).toString('hex') === signature;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string): Buffer =>
  createHmac('sha256', key).update(content).digest();
