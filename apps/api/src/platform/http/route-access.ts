import { SetMetadata } from '@nestjs/common';

/** Who may call a route. Every route declares exactly one of these; one that declares none keeps the process from starting. */
export type RouteAccess =
  | { readonly kind: 'public'; readonly reason: string }
  | { readonly kind: 'signed_in'; readonly reason: string }
  | {
      readonly kind: 'operator';
      readonly reason: string;
      /** Names the setting whose value, shown as a bearer token, lets a program in as well. */
      readonly alsoToken?: 'METRICS_TOKEN';
    }
  | {
      readonly kind: 'permission';
      readonly permission: string;
      /** No API key may call it, whatever its scopes. */
      readonly peopleOnly: boolean;
    };

type RouteDecorator = MethodDecorator & ClassDecorator;

export const ROUTE_ACCESS = 'parley:access';
export const RECENT_SIGN_IN = 'parley:recent-sign-in';

/** Opens a route to callers who are not signed in. The reason is read by people and listed by a test. */
export const Public = (reason: string): RouteDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'public', reason } satisfies RouteAccess);

/** For a person about themselves, in whatever tenant or none. No API key may call it. */
export const SignedIn = (reason: string): RouteDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'signed_in', reason } satisfies RouteAccess);

/** For the person who runs the installation. */
export const Operator = (reason: string): RouteDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'operator', reason } satisfies RouteAccess);

/** For the person who runs the installation, and for programs of theirs that show the token of that setting. */
export const OperatorOrToken = (alsoToken: 'METRICS_TOKEN', reason: string): RouteDecorator =>
  SetMetadata(ROUTE_ACCESS, { kind: 'operator', reason, alsoToken } satisfies RouteAccess);

/** The person must have proved who they are within the last 15 minutes; otherwise 403 `confirmation_required`. */
export const RecentSignIn = (): RouteDecorator => SetMetadata(RECENT_SIGN_IN, true);

/** The same for people; an API key that holds the permission has nothing to confirm. */
export const RecentSignInOfPeople = (): RouteDecorator => SetMetadata(RECENT_SIGN_IN, 'people');
