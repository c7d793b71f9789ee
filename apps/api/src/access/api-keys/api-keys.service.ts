import { Injectable } from '@nestjs/common';
import { Program } from '../authorisation/principal';

@Injectable()
export class ApiKeysService {
  /** The program that holds this key, or null when it is none of ours, expired or revoked. */
  find(_token: string, _address: string): Promise<Program | null> {
    return Promise.resolve(null);
  }
}
