import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { changedMeanwhile, IfMatch } from '../../src/platform/http/document-version';
import { SmallApi } from '../support/small-api';

class Page {
  @ApiProperty()
  @IsString()
  text: string;
}

class PageDto extends Page {
  @ApiProperty()
  version: number;
}

let page: PageDto = { text: 'empty', version: 1 };

@Controller('v1/page')
class PageController {
  @Get()
  @ApiOkResponse({ type: PageDto })
  getPage(): PageDto {
    return page;
  }

  @Get('list')
  listPages(): object {
    return { data: [page] };
  }

  @Patch()
  @ApiOkResponse({ type: PageDto })
  updatePage(@IfMatch() version: number | null, @Body() { text }: Page): PageDto {
    if (version !== null && version !== page.version) throw changedMeanwhile();
    return (page = { text, version: page.version + 1 });
  }
}

describe('a document with a version', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([PageController]);
  });
  afterAll(() => api.stop());
  beforeEach(() => (page = { text: 'empty', version: 1 }));

  const write = (text: string, ifMatch?: string) =>
    api.as('ana').patch('/api/v1/page', { text }, ifMatch === undefined ? {} : { 'if-match': ifMatch });

  it('comes with its ETag, before and after a change, and lists come with none', async () => {
    expect((await api.as('ana').get('/api/v1/page')).headers.get('etag')).toBe('"1"');
    expect((await write('new', '"1"')).headers.get('etag')).toBe('"2"');
    expect((await api.as('ana').get('/api/v1/page/list')).headers.get('etag')).toBeNull();
  });

  it('is not overwritten by somebody who has not seen the last change', async () => {
    expect((await write('first', '"1"')).status).toBe(200);
    expect(await write('second', '"1"')).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } });
    expect(page.text).toBe('first');
  });

  it.each([undefined, '*', 'W/"1"', '"1", "1"'])('is changed by somebody who says %s', async (ifMatch) => {
    expect((await write('new', ifMatch)).status).toBe(200);
  });

  it.each(['"abc"', '"2"', '"99999999999999999999"'])('is not the document %s', async (ifMatch) => {
    expect(await write('new', ifMatch)).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } });
  });

  it.each(['1', 'abc', '"1', '"1", "2"'])('is refused with what is no ETag: %s', async (ifMatch) => {
    expect(await write('new', ifMatch)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(page.text).toBe('empty');
  });

  it('says so in the OpenAPI document', async () => {
    const { body } = await api.as('ana').get<Document>('/api/openapi.json');
    const { get, patch } = body.paths['/api/v1/page'] ?? {};
    expect(get?.responses['200']?.headers).toHaveProperty('ETag');
    expect(patch?.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header', required: false }),
    );
    expect(patch?.responses).toHaveProperty('412');
    expect(body.paths['/api/v1/page/list']?.['get']?.responses['200']).not.toHaveProperty('headers');
  });
});

interface Document {
  paths: Record<
    string,
    Record<string, { parameters: object[]; responses: Record<string, { headers?: object } | undefined> }>
  >;
}
