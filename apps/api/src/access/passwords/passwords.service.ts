import { Injectable } from '@nestjs/common';

@Injectable()
export class PasswordsService {
  change(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
