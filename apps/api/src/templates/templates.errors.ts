import { Problem } from '../kernel/problem';
import { TemplateFinding } from '../channels';

export const templateExists = (): Problem =>
  new Problem(
    409,
    'template_exists',
    'There is a template of this name in this language already.',
    'Change that one, or choose another name.',
  );

export const notChangeable = (status: string): Problem =>
  new Problem(
    409,
    'template_not_changeable',
    'This template cannot be changed now.',
    `It is ${status}. Drafts, and what was approved, rejected or paused, can be changed; duplicate it instead.`,
  );

export const categoryStays = (): Problem =>
  new Problem(
    409,
    'template_category_stays',
    'The category of an approved template cannot be changed.',
    'Duplicate it under another name, with the other category.',
  );

export const notDeletable = (status: string): Problem =>
  new Problem(
    409,
    'template_not_deletable',
    'This template cannot be deleted.',
    `It is ${status}, and the provider keeps it so.`,
  );

export const notPaused = (): Problem =>
  new Problem(
    409,
    'template_not_paused',
    'This template is not paused.',
    'Only what is paused can be resumed.',
  );

export const nothingToSubmit = (): Problem =>
  new Problem(
    409,
    'template_not_changed',
    'The provider has this template as it is.',
    'Change something before you submit it again.',
  );

export const templateInUse = (waiting: number, id: string): Problem =>
  new Problem(
    409,
    'template_in_use',
    'This template is in use.',
    `${waiting === 1 ? 'One message waits' : `${waiting} messages wait`} to be sent with it: see /api/v1/templates/${id}/usage. ` +
      'Cancel what waits, or wait until it is sent.',
  );

/** What the rules found that the provider is certain to refuse, each at its place. */
export const hasErrors = (findings: readonly TemplateFinding[]): Problem =>
  new Problem(
    422,
    'template_has_errors',
    'The provider would refuse this template.',
    'Mend what is named in errors; POST /api/v1/templates/lint answers the same with mended forms.',
    findings.map(({ rule, path, message }) => ({
      pointer: path.map((step) => `/${step}`).join(''),
      code: rule,
      detail: message,
    })),
  );

export const noNumber = (): Problem =>
  new Problem(
    409,
    'account_not_connected',
    'No number of this account is connected any more.',
    'Connect a number of the account; its templates are there again then.',
  );
