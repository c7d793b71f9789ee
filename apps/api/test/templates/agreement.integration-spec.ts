import fc from 'fast-check';
import { lintTemplate, TEMPLATE_RULES } from '@parley/whatsapp-cloud';
import { CLEAN_DRAFTS } from '../../../../libs/whatsapp-cloud/src/templates/fixtures/drafts.fixture';
import { RULE_CASES } from '../../../../libs/whatsapp-cloud/src/templates/template-rules.fixture';
import { brokenDrafts } from './broken-drafts';
import { TemplateReview } from './template-review';

/** The simulator was written from Meta's pages alone, and knows nothing of our rules. */
describe('the linter and Meta, as the simulator plays it', () => {
  let meta: TemplateReview;

  beforeAll(async () => {
    meta = await TemplateReview.open();
  });
  afterAll(() => meta.close());

  const errorsIn = (draft: unknown): string[] =>
    lintTemplate(draft)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule);

  describe.each(RULE_CASES)('$rule', ({ rule: id, breaks, keeps }) => {
    const { severity, subcode } = TEMPLATE_RULES.find((rule) => rule.id === id) ?? {};
    const isWarning = severity === 'warning';

    it(
      isWarning ? 'is taken where it is broken, as it warns alone' : 'is refused where it is broken',
      async () => {
        const refusal = await meta.refusalOf(breaks);
        if (isWarning) expect(refusal).toBeNull();
        else
          expect(refusal).toMatchObject({
            code: 100,
            sentence: expect.stringMatching(/\w{3,} .*\w/) as string,
            ...(subcode !== undefined && { subcode }),
          });
      },
    );

    it('is taken where it is kept', async () => {
      expect(await meta.refusalOf(keeps)).toBeNull();
    });
  });

  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('agree that nothing is wrong with %j', async (draft) => {
    expect(await meta.refusalOf(draft)).toBeNull();
  });

  it('agree about a good template in which anything was broken', async () => {
    const seen = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(brokenDrafts, async (draft) => {
        const [errors, refusal] = [errorsIn(draft), await meta.refusalOf(draft)];
        expect({ errors, refusal }).toEqual(
          errors.length === 0
            ? { errors, refusal: null }
            : { errors, refusal: expect.objectContaining({ code: 100 }) as unknown },
        );
        seen[refusal === null ? 'taken' : 'refused'] += 1;
      }),
      { numRuns: 2_000 },
    );
    // Each direction often enough to mean something.
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(100);
  });
});
