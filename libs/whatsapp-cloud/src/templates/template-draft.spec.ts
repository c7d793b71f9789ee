import fc from 'fast-check';
import { CLEAN_DRAFTS } from './fixtures/drafts.fixture';
import { creationBodyOf, draftOf, type TemplateDraft } from './template-draft';

describe('drafts', () => {
  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('come back from their body of creation: %j', (draft) => {
    const body: unknown = JSON.parse(JSON.stringify(creationBodyOf(draft as unknown as TemplateDraft)));
    expect(draftOf(body)).toEqual(draft);
  });

  it('have the names that Meta gives their parts', () => {
    const draft: TemplateDraft = {
      name: 'n',
      language: 'en',
      category: 'UTILITY',
      parameterFormat: 'NAMED',
      messageSendTtlSeconds: 60,
      components: [{ type: 'BODY', text: 'Hello' }],
    };
    expect(creationBodyOf(draft)).toEqual({
      name: 'n',
      language: 'en',
      category: 'UTILITY',
      parameter_format: 'NAMED',
      message_send_ttl_seconds: 60,
      components: [{ type: 'BODY', text: 'Hello' }],
    });
  });

  it('are positional where Meta does not say', () => {
    expect(draftOf({ name: 'n', language: 'en', category: 'utility' })).toEqual({
      name: 'n',
      language: 'en',
      category: 'UTILITY',
      parameterFormat: 'POSITIONAL',
      components: [],
    });
  });

  it('can be read from any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (template) => {
        expect(typeof draftOf(template).name).toBe('string');
      }),
    );
  });
});
