import { placeOfFinding } from './findings';

/** Leads to the field where something is to be mended, as the rules name its place. */
export function focusPlace(pointer: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-pointer]')];
  const place = placeOfFinding(
    pointer,
    fields.map((field) => field.dataset.pointer ?? ''),
  );
  const field = fields.find((one) => one.dataset.pointer === place);
  if (!field) return;
  const control = field.matches(FOCUSABLE) ? field : field.querySelector<HTMLElement>(FOCUSABLE);
  field.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

const FOCUSABLE = 'input:not([type="hidden"]), textarea, button, [tabindex="0"]';
