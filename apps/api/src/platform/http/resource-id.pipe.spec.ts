import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { Problem } from '../../kernel/problem';
import { ResourceIdPipe } from './resource-id.pipe';

describe('an id in a path', () => {
  const pipe = new ResourceIdPipe('channel');

  it('goes through in our own writing', () => {
    const id = newId();
    expect(pipe.transform(id)).toBe(id);
    expect(pipe.transform(id.toUpperCase())).toBe(id);
  });

  it('is a 404 that names the noun when it has a shape that we never made', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('null', '0', '..', newId().slice(1))), (value) => {
        expect(() => pipe.transform(value)).toThrow(
          expect.objectContaining({
            status: 404,
            code: 'not_found',
            message: 'There is no such channel.',
          }) as Problem,
        );
      }),
    );
  });
});
