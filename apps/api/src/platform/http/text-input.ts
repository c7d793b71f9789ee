import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, Length, Matches, MaxLength } from 'class-validator';

/** Control characters and separators break lines and headers, lone surrogates are no text, and the marks of direction let a name pose as another. */
const PLAIN = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;
/** What cannot be seen in an address lets it pose as another. */
const SEEN = /^[^\p{C}\p{Z}]*$/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** What people call something: trimmed, 1 to `maxLength` characters in one line, in any script. */
export const IsName = (maxLength = 80): PropertyDecorator =>
  applyDecorators(
    Trimmed(),
    Length(1, maxLength),
    Matches(PLAIN, { message: '$property must be one line of plain text' }),
    Matches(VISIBLE, { message: '$property must have a character that can be seen' }),
  );

/** An e-mail address as people write it, trimmed. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    Trimmed(),
    MaxLength(254),
    IsEmail({}, { message: '$property must be an e-mail address' }),
    Matches(SEEN, { message: '$property must be an e-mail address' }),
  );

/** A token that we gave out; whether it is good is found out later. */
export const IsToken = (): PropertyDecorator => applyDecorators(IsString(), Length(1, 200));
