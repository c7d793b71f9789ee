import { DeclaredRoutes } from '../../src/access/authorisation/declared-routes';
import { RouteAccess } from '../../src/platform/http/route-access';
import { Product } from '../support/product';

/** Every way in that asks for no account, and why. A new one is added here by someone who thought about it. */
const PUBLIC_ROUTES = {
  'HealthController.getHealth': 'Probes have no account, and learn one word.',
  'HealthController.getLiveness': 'Probes have no account, and learn one word.',
  'HealthController.getReadiness': 'Probes have no account, and learn one word.',
  'JoiningController.acceptInvitation':
    'Whoever is invited has no account yet, or proves theirs by its session.',
  'JoiningController.previewInvitation': 'Whoever holds the link sees who invites them before they sign up.',
  'PasswordResetsController.completePasswordReset': 'The reset token proves access to the mailbox.',
  'PasswordResetsController.requestPasswordReset': 'Who forgot their password cannot sign in.',
  'SetUpController.completeSetUp': 'The set-up token proves access to the server.',
  'SetUpController.getSetUp': 'Nobody has an account before the set-up.',
  'SignInController.signIn': 'Signing in is how a person proves who they are.',
  'WebhookController.verifyWebhook': 'Meta proves itself with the verify token.',
  'WebhookController.receiveWebhook': 'Meta proves itself with a signature over the body.',
};

/** What a person may do whatever their role is, since it is about themselves. */
const SIGNED_IN_ROUTES = {
  'AccountsController.getMe': 'People see and change their own account.',
  'AccountsController.updateMe': 'People see and change their own account.',
  'PasswordsController.changePassword': 'People change their own password.',
  'RolesController.listRoles': 'What the roles mean is the same in every tenant.',
  'SessionsController.endOtherSessions': 'People see and end their own sessions.',
  'SessionsController.endSession': 'People see and end their own sessions.',
  'SessionsController.listSessions': 'People see and end their own sessions.',
  'SignInController.confirmSession': 'People prove again who they are, before what is sensitive.',
  'SignInController.signOut': 'People end their own session.',
  'TwoFactorController.activateTwoFactor': 'People protect their own account.',
  'TwoFactorController.beginTwoFactor': 'People protect their own account.',
  'TwoFactorController.disableTwoFactor': 'People protect their own account.',
  'TwoFactorController.renewRecoveryCodes': 'People protect their own account.',
};

/** What only the person who runs the installation may do. */
const OPERATOR_ROUTES = {
  'DeadLettersController.getDeadLetter':
    'What could not be read, routed or applied is of every tenant, or of none.',
  'DeadLettersController.listDeadLetterGroups':
    'What could not be read, routed or applied is of every tenant, or of none.',
  'DeadLettersController.listDeadLetters':
    'What could not be read, routed or applied is of every tenant, or of none.',
  'InboundStateController.getInboundState': 'What waits is of every tenant.',
  'MetricsController.getMetrics': 'What it tells is of the whole installation.',
  'ReplaysController.getReplay': 'Dead letters are of every tenant, or of none.',
  'ReplaysController.listReplays': 'Dead letters are of every tenant, or of none.',
  'ReplaysController.startReplay': 'Dead letters are of every tenant, or of none.',
  'WebhookDeliveriesController.getWebhookDelivery': 'Nobody knows whose a webhook is before it is read.',
  'WebhookDeliveriesController.listWebhookDeliveries': 'Nobody knows whose a webhook is before it is read.',
  'TenantsController.createTenant': 'A tenant costs what the installation has; who runs it decides.',
};

describe('the way in', () => {
  let product: Product;
  let routes: ReturnType<DeclaredRoutes['all']>;

  beforeAll(async () => {
    product = await Product.create();
    routes = (await product.startApi()).get(DeclaredRoutes).all();
  });
  afterAll(() => product.stop());

  const reasons = (kind: RouteAccess['kind']): Record<string, string> =>
    Object.fromEntries(
      routes.flatMap(({ controller, handler, access }) =>
        access.kind === kind && 'reason' in access ? [[`${controller}.${handler}`, access.reason]] : [],
      ),
    );

  it('is open without an account at these routes only', () => {
    expect(reasons('public')).toEqual(PUBLIC_ROUTES);
  });

  it('is open with an account of no matter which role at these routes only', () => {
    expect(reasons('signed_in')).toEqual(SIGNED_IN_ROUTES);
  });

  it('is open to the operator alone at these routes', () => {
    expect(reasons('operator')).toEqual(OPERATOR_ROUTES);
  });
});
