import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { invalidInput } from '../kernel/problem';

/** What a command was given, checked as the API checks it. @throws Problem 400 */
export function readAsInput<T extends object>(
  shape: new () => T,
  given: Readonly<Record<string, unknown>>,
): T {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const input = plainToInstance(shape, known);
  const errors = validateSync(input, { whitelist: true, forbidNonWhitelisted: true });
  const faults = errors.flatMap(function faultsOf(error): ReturnType<typeof fault>[] {
    const own = Object.values(error.constraints ?? {}).map((detail) => fault(error.property, detail));
    return [...own, ...(error.children ?? []).flatMap(faultsOf)];
  });
  if (faults.length > 0) throw invalidInput(faults);
  return input;
}

const fault = (property: string, detail: string) => ({ pointer: `/${property}`, code: 'invalid', detail });
