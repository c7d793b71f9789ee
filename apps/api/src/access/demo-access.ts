import { Injectable } from '@nestjs/common';
import { Environment } from '../platform/config/environment';
import { TenantsRepository } from '../tenancy';

/** Until there is sign-in: whoever reaches this machine's loopback is in the demo tenant, and nobody else is anywhere. */
@Injectable()
export class DemoAccess {
  private found: string | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly tenants: TenantsRepository,
  ) {}

  async tenantId(): Promise<string | undefined> {
    const slug = this.environment.DEMO_TENANT;
    if (slug === undefined) return undefined;
    this.found ??= (await this.tenants.findAcrossTenantsBySlug(slug))?.id;
    return this.found;
  }
}
