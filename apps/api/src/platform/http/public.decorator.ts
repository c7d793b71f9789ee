import { SetMetadata } from '@nestjs/common';

export const PUBLIC_REASON = 'parley:public';

/** Opens a route to callers who are not signed in. The reason is read by people and listed by a test. */
export const Public = (reason: string): MethodDecorator & ClassDecorator =>
  SetMetadata(PUBLIC_REASON, reason);
