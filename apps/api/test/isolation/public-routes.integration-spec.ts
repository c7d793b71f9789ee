import { ModulesContainer } from '@nestjs/core';
import { PUBLIC_REASON } from '../../src/platform/http/public.decorator';
import { Product } from '../support/product';

/** Every way in that asks for no account, and why. A new one is added here by someone who thought about it. */
const PUBLIC_ROUTES = {
  'HealthController.getHealth': 'Probes have no account, and learn one word.',
  'HealthController.getLiveness': 'Probes have no account, and learn one word.',
  'HealthController.getReadiness': 'Probes have no account, and learn one word.',
  'WebhookController.verifyWebhook': 'Meta proves itself with the verify token.',
  'WebhookController.receiveWebhook': 'Meta proves itself with a signature over the body.',
};

describe('the way in', () => {
  it('is open without an account at these routes only', async () => {
    const product = await Product.create();
    try {
      const app = await product.startApi();
      expect(publicRoutes(app.get(ModulesContainer))).toEqual(PUBLIC_ROUTES);
    } finally {
      await product.stop();
    }
  });

  it('is closed for everyone else where no demo tenant is served', async () => {
    const product = await Product.create({ DEMO_TENANT: '' });
    try {
      await product.startApi();
      const document = (await (await fetch(`${product.apiUrl}/api/openapi.json`)).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const guarded = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/'));
      expect(guarded.length).toBeGreaterThan(0);
      for (const [path, operations] of guarded) {
        for (const method of Object.keys(operations)) {
          const answer = await fetch(product.apiUrl + path, { method: method.toUpperCase() });
          expect({ path, method, status: answer.status }).toEqual({ path, method, status: 401 });
          expect(await answer.json()).toMatchObject({ code: 'sign_in_required' });
        }
      }
    } finally {
      await product.stop();
    }
  });
});

function publicRoutes(modules: ModulesContainer): Record<string, string> {
  const routes: Record<string, string> = {};
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of controllers) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype).filter((own) => own !== 'constructor')) {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) continue;
      const reason =
        Reflect.getMetadata(PUBLIC_REASON, handler) ?? Reflect.getMetadata(PUBLIC_REASON, metatype);
      if (reason !== undefined) routes[`${metatype.name}.${name}`] = String(reason);
    }
  }
  return routes;
}
