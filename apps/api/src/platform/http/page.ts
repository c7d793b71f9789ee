import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { isId } from '../../kernel/ids';
import { invalidInput } from '../../kernel/problem';

/** Lists are read page by page: ask for a `limit`, go on with the `nextCursor` of the answer. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;

  @ApiPropertyOptional({ description: 'The nextCursor of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

/** Where a page ends: the sort key as PostgreSQL writes it, and the id that breaks ties. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor: string | null;
}

const TIMESTAMP = /^((?!0000)\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;

/** @throws Problem 400 for a cursor that we did not make */
export function placeOf(query: PageQuery): Place | null {
  if (query.cursor === undefined) return null;
  const [at, id] = Buffer.from(query.cursor, 'base64url').toString('utf8').split('|');
  if (at === undefined || id === undefined || !isTimestamp(at) || !isId(id)) {
    throw invalidInput([
      { pointer: '/cursor', code: 'unknown_cursor', detail: 'This cursor is not one of ours.' },
    ]);
  }
  return { at, id };
}

/** Fetch one row more than asked for, and this says whether there is a next page. */
export function pageOf<T extends Place>(rows: readonly T[], limit: number): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: hasMore ? cursorAt(last) : null };
}

/** Where to go on after that place. */
export const cursorAt = ({ at, id }: Place): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** PostgreSQL refuses a day or an hour that does not exist, so no such cursor may reach it. */
function isTimestamp(at: string): boolean {
  const [, date, time] = TIMESTAMP.exec(at) ?? [];
  const instant = new Date(`${date}T${time}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${date}T${time}`);
}
