import { Injectable } from '@nestjs/common';

@Injectable()
export class SetUpService {
  state(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  complete(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
