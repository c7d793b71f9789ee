import { ValidationPipe } from '@nestjs/common';
import { ValidationError } from 'class-validator';
import { Fault, invalidInput } from '../../kernel/problem';

/** Every input is checked against its DTO; what the DTO does not name is refused, not ignored. */
export function inputValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors: ValidationError[]) =>
      invalidInput(errors.flatMap((error) => faultsOf(error, ''))),
  });
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  // What is no object of the DTO at all has no property.
  const property = (error.property as string | undefined) ?? '';
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}
