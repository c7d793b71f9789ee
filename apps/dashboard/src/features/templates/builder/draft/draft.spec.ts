import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  letrec,
  nat,
  oneof,
  option,
  property,
  record,
  string,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { BUTTON_KINDS } from './button-kinds';
import { buttonsIn, cardsOf, componentsAt } from './cards';
import { type Draft, type DraftAction, draftAfter, draftOf, emptyForm, type HeaderFormat } from './draft';
import { messageKindOf } from './kinds';
import { componentOf, type Form, isParts } from './parts';
import { samplesOf } from './samples';
import { labelsIn } from './variables';

const HEADERS: readonly HeaderFormat[] = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION'];
const KINDS = ['plain', 'offer', 'carousel'] as const;
const CATEGORIES = ['marketing', 'utility', 'authentication'] as const;

const card = option(nat(3), { nil: null });
const words = oneof(
  string(),
  constantFrom('Hi {{1}}!', 'Hi {{name}}, {{2}} {{', '{{7}}', '{{99999999}} {{constructor}}'),
);

const action: Arbitrary<DraftAction> = oneof(
  record({ do: constantFrom('name' as const), typed: string({ unit: 'binary' }) }),
  record({ do: constantFrom('category' as const), category: constantFrom(...CATEGORIES) }),
  record({ do: constantFrom('kind' as const), kind: constantFrom(...KINDS) }),
  record({
    do: constantFrom('format' as const),
    format: constantFrom('positional' as const, 'named' as const),
  }),
  record({
    do: constantFrom('ttl' as const),
    seconds: option(integer({ min: -1, max: 2_592_000 }), { nil: null }),
  }),
  record({ do: constantFrom('header' as const), format: option(constantFrom(...HEADERS), { nil: null }) }),
  record({
    do: constantFrom('text' as const),
    type: constantFrom('HEADER' as const, 'BODY' as const, 'FOOTER' as const),
    card,
    text: words,
  }),
  record({
    do: constantFrom('sample' as const),
    type: constantFrom('HEADER' as const, 'BODY' as const),
    card,
    label: constantFrom('1', '2', 'name', '__proto__'),
    sample: string(),
  }),
  record({ do: constantFrom('handle' as const), card, handle: option(string(), { nil: null }) }),
  record({ do: constantFrom('addButton' as const), kind: constantFrom(...BUTTON_KINDS) }),
  record({ do: constantFrom('removeButton' as const), index: nat(11) }),
  record({ do: constantFrom('moveButton' as const), from: nat(11), to: nat(11) }),
  record({
    do: constantFrom('button' as const),
    card,
    index: nat(3),
    button: record({ type: constantFrom('URL', 'ODD'), text: words }),
  }),
  record({ do: constantFrom('offer' as const), text: string(), hasEnd: boolean() }),
  constantFrom<DraftAction>({ do: 'addCard' }),
  record({ do: constantFrom('removeCard' as const), index: nat(11) }),
  record({ do: constantFrom('moveCard' as const), from: nat(11), to: nat(11) }),
  record({
    do: constantFrom('cardHeader' as const),
    format: constantFrom('IMAGE' as const, 'VIDEO' as const, 'PRODUCT' as const),
  }),
  record({ do: constantFrom('cardText' as const), isWanted: boolean() }),
  record({ do: constantFrom('recommendation' as const), isShown: boolean() }),
  record({ do: constantFrom('minutes' as const), minutes: option(nat(100), { nil: null }) }),
);

/** What the API has found elsewhere, or somebody has written by hand. */
const { components } = letrec((tie) => ({
  value: oneof(
    { maxDepth: 3 },
    string(),
    nat(),
    constantFrom(null),
    array(tie('value'), { maxLength: 3 }),
    tie('parts'),
  ),
  parts: record(
    {
      type: constantFrom('HEADER', 'body', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'NEW', 7),
      format: constantFrom('TEXT', 'IMAGE', 3),
      text: oneof(words, nat()),
      example: tie('value'),
      buttons: tie('value'),
      cards: tie('value'),
    },
    { requiredKeys: [] },
  ),
  components: array(tie('parts'), { maxLength: 4 }),
}));

const given = components.map((list) =>
  draftOf({ ...emptyForm('en'), components: list as Form['components'] }),
);
const begun = oneof(constantFrom(draftOf(emptyForm('en'))), given);
const after = (draft: Draft, steps: readonly DraftAction[]): Draft => steps.reduce(draftAfter, draft);
const reached = record({ draft: begun, steps: array(action, { maxLength: 25 }) }).map(({ draft, steps }) =>
  after(draft, steps),
);

/** As the API checks it (apps/api/src/templates: template-form.dto.ts), but for the name, which may be missing yet. */
function expectReadable(form: Form): void {
  expect(form.name).toMatch(/^[a-z0-9_]{0,512}$/);
  expect(form.language).toMatch(/^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$/);
  expect(CATEGORIES).toContain(form.category);
  expect(['positional', 'named']).toContain(form.parameterFormat);
  expect(form.ttlSeconds === null || (form.ttlSeconds >= -1 && form.ttlSeconds <= 2_592_000)).toBe(true);
  expect(form.components.length).toBeLessThanOrEqual(50);
  expect(form.components.every(isParts)).toBe(true);
  expect(JSON.parse(JSON.stringify(form))).toEqual(form);
}

describe('a draft', () => {
  test('stays a form that the API can read, whatever is done to it', () => {
    assert(property(reached, ({ form }) => expectReadable(form)));
  });

  test('has one sample for each variable that somebody writes', () => {
    const begins = draftOf(emptyForm('en'));
    assert(
      property(words, constantFrom('positional' as const, 'named' as const), (text, format) => {
        const { form } = after(begins, [
          { do: 'format', format },
          { do: 'text', type: 'BODY', card: null, text },
        ]);
        const body = componentOf(form.components, 'BODY') ?? {};
        const samples = [...samplesOf(body, format).keys()];
        expect(samples).toEqual(
          labelsIn(text).filter((label) => format === 'named' || /^[1-9]\d?$/.test(label)),
        );
      }),
    );
  });

  test('is what it was when a button is added and taken out again', () => {
    assert(
      property(reached, constantFrom(...BUTTON_KINDS), (draft, kind) => {
        const withOne = draftAfter(draft, { do: 'addButton', kind });
        const places =
          messageKindOf(draft.form) === 'carousel' ? cardsOf(draft.form).map((_, index) => index) : [null];
        // Cards that were made elsewhere may differ, and then have the new one in different places.
        const added = places.map((place) => {
          const before = buttonsIn(componentsAt(draft.form, place));
          const now = buttonsIn(componentsAt(withOne.form, place));
          return now.length === before.length ? null : now.findIndex((one, index) => one !== before[index]);
        });
        const index = added[0] ?? null;
        if (index === null || added.some((one) => one !== index)) return;
        expect(draftAfter(withOne, { do: 'removeButton', index }).form).toEqual(withTidyButtons(draft));
      }),
    );
  });

  test('has no list of buttons once the last one is taken out', () => {
    const begins = draftOf(emptyForm('en'));
    const { form } = after(begins, [
      { do: 'addButton', kind: 'URL' },
      { do: 'removeButton', index: 0 },
    ]);
    expect(form).toEqual(begins.form);
  });

  test('is what it was when a card is added and taken out again', () => {
    assert(
      property(reached, (draft) => {
        const index = cardsOf(draft.form).length;
        const withOne = draftAfter(draft, { do: 'addCard' });
        if (cardsOf(withOne.form).length === index) return;
        expect(draftAfter(withOne, { do: 'removeCard', index }).form).toEqual(withTidyCards(draft));
      }),
    );
  });

  test('is what it was when a button is moved and moved back', () => {
    assert(
      property(reached, nat(9), nat(9), (draft, from, to) => {
        const there = draftAfter(draft, { do: 'moveButton', from, to });
        const back = draftAfter(there, { do: 'moveButton', from: to, to: from });
        if (from < shortest(draft) && to < shortest(draft)) expect(back.form).toEqual(withTidyButtons(draft));
      }),
    );
  });

  test('has its words back when another kind of message was tried out', () => {
    const written = after(draftOf(emptyForm('en')), [
      { do: 'header', format: 'TEXT' },
      { do: 'text', type: 'HEADER', card: null, text: 'News' },
      { do: 'text', type: 'BODY', card: null, text: 'Hello {{1}}, how are you?' },
      { do: 'sample', type: 'BODY', card: null, label: '1', sample: 'Ana' },
      { do: 'text', type: 'FOOTER', card: null, text: 'Your shop' },
      { do: 'addButton', kind: 'URL' },
    ]);
    for (const kind of ['carousel', 'offer'] as const) {
      const back = after(written, [
        { do: 'kind', kind },
        { do: 'kind', kind: 'plain' },
      ]);
      expect(back.form).toEqual(written.form);
    }
    const category = written.form.category;
    const authenticated = draftAfter(written, { do: 'category', category: 'authentication' });
    expect(componentOf(authenticated.form.components, 'BODY')).not.toHaveProperty('text');
    expect(draftAfter(authenticated, { do: 'category', category }).form).toEqual(written.form);
  });

  test('comes back from authentication to the kind of message that it was', () => {
    const carousel = draftAfter(draftOf(emptyForm('en')), { do: 'kind', kind: 'carousel' });
    const back = after(carousel, [
      { do: 'category', category: 'authentication' },
      { do: 'category', category: 'marketing' },
    ]);
    expect(messageKindOf(back.form)).toBe('carousel');
    expect(back.form.components).toEqual(carousel.form.components);
  });

  test('stays as somebody goes on with it while it is being saved, and else is what was saved', () => {
    const sent = draftAfter(draftOf(emptyForm('en')), { do: 'name', typed: 'order_' });
    const saved = { ...sent.form, name: 'order' };
    const isSaved = (draft: Draft) => draftAfter(draft, { do: 'saved', sent: sent.form, saved }).form;
    expect(isSaved(sent)).toEqual(saved);
    const longer = draftAfter(sent, { do: 'name', typed: 'order_shipped' });
    expect(isSaved(longer)).toEqual(longer.form);
  });

  test('keeps its samples when its variables get names, and numbers again', () => {
    const numbered = after(draftOf(emptyForm('en')), [
      { do: 'text', type: 'BODY', card: null, text: 'Dear {{1}}, your order {{2}} is here.' },
      { do: 'sample', type: 'BODY', card: null, label: '1', sample: 'Ana' },
      { do: 'sample', type: 'BODY', card: null, label: '2', sample: '10482' },
    ]);
    const named = draftAfter(numbered, { do: 'format', format: 'named' });
    expect(componentOf(named.form.components, 'BODY')).toEqual({
      type: 'BODY',
      text: 'Dear {{value_1}}, your order {{value_2}} is here.',
      example: {
        body_text_named_params: [
          { param_name: 'value_1', example: 'Ana' },
          { param_name: 'value_2', example: '10482' },
        ],
      },
    });
    expect(draftAfter(named, { do: 'format', format: 'positional' }).form).toEqual(numbered.form);
  });

  test('puts a new quick reply beside the others, and the code of an offer first', () => {
    const kindsAfter = (...steps: DraftAction[]) =>
      buttonsIn(after(draftOf(emptyForm('en')), steps).form.components).map(({ type }) => type);
    expect(
      kindsAfter(
        { do: 'addButton', kind: 'QUICK_REPLY' },
        { do: 'addButton', kind: 'URL' },
        { do: 'addButton', kind: 'QUICK_REPLY' },
      ),
    ).toEqual(['QUICK_REPLY', 'QUICK_REPLY', 'URL']);
    expect(
      kindsAfter(
        { do: 'addButton', kind: 'URL' },
        { do: 'addButton', kind: 'QUICK_REPLY' },
        { do: 'addButton', kind: 'PHONE_NUMBER' },
      ),
    ).toEqual(['URL', 'PHONE_NUMBER', 'QUICK_REPLY']);
    expect(
      kindsAfter(
        { do: 'kind', kind: 'offer' },
        { do: 'addButton', kind: 'URL' },
        { do: 'addButton', kind: 'COPY_CODE' },
      ),
    ).toEqual(['COPY_CODE', 'URL']);
  });

  test('gives all cards of a carousel the same parts', () => {
    const { form } = after(draftOf(emptyForm('en')), [
      { do: 'kind', kind: 'carousel' },
      { do: 'addButton', kind: 'URL' },
      { do: 'addButton', kind: 'PHONE_NUMBER' },
      { do: 'cardHeader', format: 'VIDEO' },
      { do: 'addCard' },
    ]);
    expect(cardsOf(form)).toHaveLength(3);
    for (const index of [0, 1, 2]) {
      const parts = componentsAt(form, index);
      expect(componentOf(parts, 'HEADER')).toEqual({ type: 'HEADER', format: 'VIDEO' });
      expect(buttonsIn(parts).map(({ type }) => type)).toEqual(['QUICK_REPLY', 'URL']);
    }
  });
});

/** What a step that changes nothing leaves out: entries of a list that are no buttons, or no cards. */
const withTidyButtons = (draft: Draft): Form => draftAfter(draft, { do: 'moveButton', from: 0, to: 0 }).form;
const withTidyCards = (draft: Draft): Form => draftAfter(draft, { do: 'moveCard', from: 0, to: 0 }).form;

const shortest = ({ form }: Draft): number =>
  messageKindOf(form) === 'carousel'
    ? Math.min(...cardsOf(form).map((_, index) => buttonsIn(componentsAt(form, index)).length))
    : buttonsIn(form.components).length;
