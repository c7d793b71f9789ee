import { Injectable } from '@nestjs/common';

@Injectable()
export class JoiningService {
  preview(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  accept(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}
