import { Injectable } from '@nestjs/common';

@Injectable()
export class SignInService {
  signIn(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  signOut(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  confirm(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
