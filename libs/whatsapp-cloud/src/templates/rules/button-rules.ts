import { entriesOf, isPlainObject, partOf } from '../../messages/rules';
import {
  BUTTON_KINDS,
  BUTTONS_OF_A_KIND,
  BUTTONS_SEEN_ONCE,
  LABELLED_BUTTONS,
  TEMPLATE_DRAFT_LIMITS as LIMITS,
} from '../template-limits';
import {
  characterCount,
  emojiCount,
  hasLineBreak,
  hasMarkup,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
  withoutVariables,
} from '../text-form';
import {
  type ButtonListView,
  type ButtonView,
  isOfType,
  type TemplateView,
  writtenAt,
} from '../template-view';
import { shortened, usesIn } from '../variables';
import { itHas, put, remove, removeButton, SOURCES, type Spot, type TemplateRule } from './template-rule';

const TOO_LONG_SUBCODE = 2388040;
/** Kinds that Meta shows alone. */
const ALONE: readonly string[] = ['CATALOG', 'MPM'];

const listsOf = ({ buttonLists }: TemplateView): readonly ButtonListView[] => buttonLists;

/** Buttons with a label that can be read, and the label. */
const labelled = ({ buttons }: { readonly buttons: readonly ButtonView[] }) =>
  buttons.flatMap((button) => {
    const label = writtenAt(button.value, 'text');
    return label === undefined ? [] : [{ ...button, label, labelPath: [...button.path, 'text'] }];
  });

const isQuickReply = ({ kind }: ButtonView): boolean => kind === 'QUICK_REPLY';

/** Quick replies and the others form two groups, so that the kind changes once at most. */
const isApart = (buttons: readonly ButtonView[]): boolean =>
  buttons.filter((button, index) => {
    const before = buttons[index - 1];
    return before !== undefined && isQuickReply(before) !== isQuickReply(button);
  }).length > 1;

/** The buttons of a kind that are too many in their list. */
const beyond = (template: TemplateView, kind: string, most: number): readonly Spot[] =>
  template.buttonLists.flatMap(({ buttons }) =>
    buttons
      .filter((button) => button.kind === kind)
      .slice(most)
      .map(({ path }) => ({
        path,
        detail: `Of ${kind} it may have ${most}.`,
        mend: removeButton(template, path),
      })),
  );

/** The group that comes first stays first. */
function grouped(buttons: readonly ButtonView[]): readonly unknown[] {
  const [first] = buttons;
  const isFirst = (button: ButtonView): boolean =>
    first !== undefined && isQuickReply(button) === isQuickReply(first);
  return [...buttons.filter(isFirst), ...buttons.filter((button) => !isFirst(button))].map(
    ({ value }) => value,
  );
}

/** The label with the first number that makes it one of its own. */
const numberedLabel = (taken: readonly string[], label: string): string => {
  for (let count = 2; ; count += 1) {
    const numbered = `${shortened(label, LIMITS.labelCharacters - ` ${count}`.length)} ${count}`;
    if (!taken.includes(numbered)) return numbered;
  }
};

function repeatedLabels(template: TemplateView): readonly Spot[] {
  return template.buttonLists.flatMap((list) => {
    const all = labelled(list);
    const labels = all.map(({ label }) => label.trim());
    return all.flatMap(({ label, labelPath }, index) =>
      labels.indexOf(label.trim()) === index
        ? []
        : [{ path: labelPath, mend: put(template, labelPath, numberedLabel(labels, label.trim())) }],
    );
  });
}

/** All that stands on a button: before and after the app of a one-time password has filled it in. */
const writtenOn = ({ buttons }: TemplateView) =>
  buttons.flatMap(({ value, path }) =>
    ['text', 'autofill_text'].flatMap((name) => {
      const label = writtenAt(value, name);
      return label === undefined ? [] : [{ label, labelPath: [...path, name] }];
    }),
  );

const isPlainLabel = (label: string): boolean =>
  emojiCount(label) === 0 && !hasLineBreak(label) && !hasMarkup(label);

const plainLabel = (label: string): string => withoutMarkup(withoutLineBreaks(withoutEmoji(label)));

export const BUTTON_RULES: readonly TemplateRule[] = [
  {
    id: 'buttons.empty',
    severity: 'error',
    says: 'A list of buttons has at least one button.',
    source: SOURCES.buttons,
    fix: 'Take the list out',
    find: (template) =>
      template.allComponents
        .filter(isOfType('BUTTONS'))
        .filter(({ value }) => entriesOf(partOf(value, 'buttons')).length === 0)
        .map(({ path }) => ({ path: [...path, 'buttons'], mend: remove(template, path) })),
  },
  {
    id: 'button.kind_unknown',
    severity: 'error',
    says: `The type of a button is one of ${BUTTON_KINDS.join(', ')}.`,
    source: SOURCES.buttons,
    fix: 'Take the button out',
    find: (template) =>
      template.allComponents.filter(isOfType('BUTTONS')).flatMap((component) =>
        entriesOf(partOf(component.value, 'buttons')).flatMap((button, index) => {
          const kind = partOf(button, 'type');
          if (
            isPlainObject(button) &&
            typeof kind === 'string' &&
            BUTTON_KINDS.includes(kind.toUpperCase())
          ) {
            return [];
          }
          const path = [...component.path, 'buttons', index];
          return [{ path, mend: removeButton(template, path) }];
        }),
      ),
  },
  {
    id: 'buttons.too_many',
    severity: 'error',
    says: `A template may have at most ${LIMITS.buttons} buttons.`,
    source: SOURCES.buttons,
    find: (template) =>
      listsOf(template)
        .filter(({ buttons, isInCard }) => !isInCard && buttons.length > LIMITS.buttons)
        .map(({ path, buttons }) => ({ path, detail: itHas(buttons.length) })),
  },
  {
    id: 'buttons.too_many_of_a_kind',
    severity: 'error',
    says: `A template may have at most ${Object.entries(BUTTONS_OF_A_KIND)
      .map(([kind, most]) => `${most} ${kind}`)
      .join(', ')}.`,
    source: `${SOURCES.buttons}; older pages say 3 quick replies`,
    fix: 'Take this button out',
    find: (template) =>
      Object.entries(BUTTONS_OF_A_KIND)
        // Of a kind that may fill the list, the list is counted.
        .filter(([, most]) => most < LIMITS.buttons)
        .flatMap(([kind, most]) => beyond(template, kind, most)),
  },
  {
    id: 'buttons.kind_repeated',
    severity: 'warning',
    says: `A second button of one of the types ${BUTTONS_SEEN_ONCE.join(', ')} may be refused.`,
    source: `${SOURCES.buttons}; its examples have one, and it does not say whether there may be more`,
    fix: 'Take this button out',
    find: (template) => BUTTONS_SEEN_ONCE.flatMap((kind) => beyond(template, kind, 1)),
  },
  {
    id: 'buttons.quick_replies_apart',
    severity: 'error',
    says: 'Quick replies stand together, and so do the other buttons: before them or after them.',
    source: SOURCES.buttons,
    fix: 'Put them together',
    find: (template) =>
      listsOf(template)
        .filter(({ buttons }) => isApart(buttons))
        .map(({ path, buttons }) => ({ path, mend: put(template, path, grouped(buttons)) })),
  },
  {
    id: 'buttons.not_alone',
    severity: 'warning',
    says: 'A button to a catalogue or to several products may be refused beside other buttons.',
    source: SOURCES.partners,
    find: (template) =>
      listsOf(template).flatMap(({ buttons }) =>
        buttons.length < 2
          ? []
          : buttons.filter(({ kind }) => ALONE.includes(kind)).map(({ path }) => ({ path })),
      ),
  },
  {
    id: 'button.label_missing',
    severity: 'error',
    says: `Buttons of the types ${LABELLED_BUTTONS.join(', ')} need a label.`,
    source: SOURCES.buttons,
    find: ({ buttons }) =>
      buttons
        .filter(
          ({ kind, value }) => LABELLED_BUTTONS.includes(kind) && writtenAt(value, 'text') === undefined,
        )
        .map(({ path }) => ({ path: [...path, 'text'] })),
  },
  {
    id: 'button.label_too_long',
    severity: 'error',
    says: `The label of a button may have at most ${LIMITS.labelCharacters} characters.`,
    source: SOURCES.buttons,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.labelCharacters} characters`,
    find: (template) =>
      writtenOn(template)
        .filter(({ label }) => characterCount(label) > LIMITS.labelCharacters)
        .map(({ label, labelPath }) => ({
          path: labelPath,
          detail: itHas(characterCount(label)),
          mend: put(template, labelPath, shortened(label, LIMITS.labelCharacters)),
        })),
  },
  {
    id: 'button.label_repeated',
    severity: 'error',
    says: 'Each button has a label of its own.',
    source: SOURCES.partners,
    fix: 'Number the second one',
    find: repeatedLabels,
  },
  {
    id: 'button.label_variable',
    severity: 'error',
    says: 'The label of a button cannot have variables.',
    source: `${SOURCES.buttons}, where addresses alone have one`,
    fix: 'Take the variables out',
    find: (template) =>
      writtenOn(template)
        .filter(({ label }) => usesIn(label).length > 0)
        .map(({ label, labelPath }) => ({
          path: labelPath,
          mend: put(template, labelPath, withoutVariables(label)),
        })),
  },
  {
    id: 'button.label_not_plain',
    severity: 'warning',
    says: 'A label with emoji, line breaks or markup may be refused.',
    source: SOURCES.partners,
    fix: 'Leave the plain words',
    find: (template) =>
      labelled(template)
        .filter(({ label }) => !isPlainLabel(label))
        .map(({ label, labelPath }) => ({
          path: labelPath,
          mend: put(template, labelPath, plainLabel(label)),
        })),
  },
];
