import { Injectable } from '@nestjs/common';

@Injectable()
export class PasswordResetsService {
  request(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  complete(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
