import { Injectable } from '@nestjs/common';
import {
  ChannelCapabilities,
  ConfigurationFault,
  Finding,
  GivenConfiguration,
} from '../provider/channel-provider';
import { TenantProviders } from '../provider/tenant-providers';

export interface ConfigurationCheck {
  /** It has no error, and the provider found no fault with it. */
  readonly isValid: boolean;
  readonly errors: readonly ConfigurationFault[];
  readonly warnings: readonly ConfigurationFault[];
  readonly missingRequired: readonly string[];
  /** What the provider said; nobody is asked while there is an error. */
  readonly findings: readonly Finding[];
}

/** What a provider can do, and whether values would do for it (seed 000). Nothing is stored or changed. */
@Injectable()
export class ConfigurationService {
  constructor(private readonly providers: TenantProviders) {}

  capabilities(): ChannelCapabilities[] {
    return this.providers.all().map(({ capabilities }) => capabilities);
  }

  /** @throws Problem 422 for a provider that nobody knows */
  async check(name: string, given: GivenConfiguration): Promise<ConfigurationCheck> {
    const provider = this.providers.known(name);
    const faults = provider.faultsOf(given);
    const errors = faults.filter(({ severity }) => severity === 'error');
    const warnings = faults.filter(({ severity }) => severity === 'warning');
    const findings = errors.length > 0 ? [] : await provider.tryOut(given);
    return {
      isValid: errors.length === 0 && findings.every(({ verdict }) => verdict !== 'fault'),
      errors,
      warnings,
      missingRequired: errors.filter(({ code }) => code === 'missing').map(({ field }) => field),
      findings,
    };
  }
}
