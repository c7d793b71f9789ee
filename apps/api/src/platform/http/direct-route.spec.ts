import { Controller, Post } from '@nestjs/common';
import { assertPublic, Direct, directRouteOf } from './direct-route';
import { Public, SignedIn } from './route-access';

@Controller('doors')
class Doors {
  @Post('open')
  @Direct()
  @Public('for the test')
  open(): void {}

  @Post('locked')
  @Direct()
  @SignedIn('for the test')
  locked(): void {}

  @Post('undeclared')
  @Direct()
  undeclared(): void {}
}

@Public('for the test')
@Controller('gates')
class Gates {
  @Post()
  @Direct()
  open(): void {}
}

describe('a direct route', () => {
  it.each([
    [Doors, 'open'],
    [Gates, 'open'],
  ])('may be public: %p %s', (controller, handler) => {
    expect(() => assertPublic({ controller, handler })).not.toThrow();
  });

  it.each(['locked', 'undeclared'])('must be public, since no guard would be asked: %s', (handler) => {
    expect(() => assertPublic({ controller: Doors, handler })).toThrow(
      `Doors.${handler} is direct, so it must be public.`,
    );
  });

  it('is known by its config', () => {
    expect(directRouteOf(undefined)).toBeUndefined();
    expect(directRouteOf({ uncounted: true })).toBeUndefined();
    const direct = { controller: Doors, handler: 'open' };
    expect(directRouteOf({ direct })).toBe(direct);
  });
});
