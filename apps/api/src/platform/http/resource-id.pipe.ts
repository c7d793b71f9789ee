import { Injectable, PipeTransform } from '@nestjs/common';
import { isId } from '../../kernel/ids';
import { notFound } from '../../kernel/problem';

/** An id of a shape that we never made is an id that does not exist: the same 404, and no query. */
@Injectable()
export class ResourceIdPipe implements PipeTransform<string, string> {
  constructor(private readonly noun: string) {}

  transform(value: string): string {
    const id = value.toLowerCase();
    if (!isId(id)) throw notFound(this.noun);
    return id;
  }
}
