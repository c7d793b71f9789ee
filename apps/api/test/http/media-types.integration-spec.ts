import { Body, Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import { IsString } from 'class-validator';
import { rawHttp } from '../support/raw-http';
import { SmallApi } from '../support/small-api';

const PATH = '/api/v1/things';

class Thing {
  @IsString()
  name: string;
}

@Controller('v1/things')
class ThingsController {
  @Get()
  look(): object {
    return {};
  }

  @Post()
  add(@Body() thing: Thing): Thing {
    return thing;
  }

  @Put()
  replace(@Body() thing: Thing): Thing {
    return thing;
  }

  @Patch()
  change(@Body() thing: Thing): Thing {
    return thing;
  }

  @Delete()
  remove(): object {
    return {};
  }
}

describe('the body of a request', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([ThingsController]);
  });
  afterAll(() => api.stop());

  async function send(method: string, headers: string[], body: string | Buffer = '{}') {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const answer = await rawHttp(api.url, [`${method} ${PATH} HTTP/1.1`, ...headers, length], body);
    return {
      status: answer.status,
      code: answer.body === '' ? undefined : (JSON.parse(answer.body) as { code?: string }).code,
    };
  }

  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8',
    'application/json; charset="utf-8"',
  ])('is read as %s', async (type) => {
    expect(await send('POST', [`Content-Type: ${type}`])).toEqual({
      status: 400,
      code: 'invalid_input',
    });
  });

  it.each([
    ['a parameter without a value', ['Content-Type: Application/JSON ;x']],
    ['a tab', ['Content-Type: application/json\ta']],
    ['a tab before the parameter', ['Content-Type: application/json;\tcharset=utf-8']],
    ['two spaces', ['Content-Type: application/json;  charset=utf-8']],
    ['a comma', ['Content-Type: application/json, text/plain']],
    ['another charset', ['Content-Type: application/json; charset=utf-16']],
    ['a second charset', ['Content-Type: application/json; charset=utf-8; charset=utf-16']],
    ['a boundary', ['Content-Type: application/json; boundary=x']],
    ['another kind of JSON', ['Content-Type: application/merge-patch+json']],
    ['plain text', ['Content-Type: text/plain']],
    ['plain text that mentions JSON', ['Content-Type: text/plain; application/json']],
    ['a form', ['Content-Type: application/x-www-form-urlencoded']],
    ['a form with parts', ['Content-Type: multipart/form-data; boundary=x']],
    ['nothing', []],
    ['an empty type', ['Content-Type:']],
    ['two types', ['Content-Type: application/json', 'Content-Type: text/plain']],
    ['one type twice', ['Content-Type: application/json', 'Content-Type: application/json']],
    ['a compression', ['Content-Type: application/json', 'Content-Encoding: gzip']],
  ])('is not read when its type is %s', async (_what, headers) => {
    for (const method of ['POST', 'PATCH', 'PUT']) {
      expect({ method, ...(await send(method, headers)) }).toEqual({
        method,
        status: 415,
        code: 'unsupported_media_type',
      });
    }
  });

  it.each(['GET', 'DELETE'])('is refused for %s, which takes none', async (method) => {
    expect(await send(method, ['Content-Type: application/json'])).toEqual({
      status: 400,
      code: 'unexpected_body',
    });
    const chunked = [`${method} ${PATH} HTTP/1.1`, 'Transfer-Encoding: chunked'];
    const answer = await rawHttp(api.url, chunked, '2\r\n{}\r\n0\r\n\r\n');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unexpected_body' });
  });

  it('may be announced and then be missing where there is none to read', async () => {
    const type = ['Content-Type: application/json'];
    expect(await send('GET', type, '')).toMatchObject({ status: 200 });
    expect(await send('DELETE', type, '')).toMatchObject({ status: 200 });
    expect(await send('POST', type, '')).toEqual({ status: 400, code: 'invalid_input' });
  });

  it.each([
    ['cut off', '{"name":'],
    ['with a byte order mark', '\ufeff{}'],
    ['two values', '{}{}'],
    ['JavaScript', '{name:1}'],
    ['NaN', '{"name":NaN}'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
    ['half of a character', Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d])],
  ])('is refused when it is %s', async (_what, body) => {
    expect(await send('POST', ['Content-Type: application/json'], body)).toEqual({
      status: 400,
      code: 'malformed_json',
    });
  });

  it('is refused before it is read when it is too large', async () => {
    const lines = [`POST ${PATH} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: 1048577'];
    const answer = await rawHttp(api.url, lines);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      413,
      expect.objectContaining({ code: 'body_too_large' }),
    ]);
  });

  it('is refused while it is read when it did not say how large it is', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const lines = [`POST ${PATH} HTTP/1.1`, 'Content-Type: application/json', 'Transfer-Encoding: chunked'];
    const answer = await rawHttp(api.url, lines, `${chunk.repeat(17)}0\r\n\r\n`);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      413,
      expect.objectContaining({ code: 'body_too_large' }),
    ]);
  });
});
