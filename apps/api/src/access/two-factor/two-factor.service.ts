import { Injectable } from '@nestjs/common';

@Injectable()
export class TwoFactorService {
  begin(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  activate(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  disable(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  renewRecoveryCodes(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
