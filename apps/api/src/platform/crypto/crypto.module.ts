import { Global, Module } from '@nestjs/common';
import { DataKeys } from './data-keys';
import { DataKeysRepository } from './data-keys.repository';
import { EncryptionKeys } from './encryption-keys';
import { KeyRotation } from './key-rotation';
import { SealedColumnsRepository } from './sealed-columns.repository';
import { SecretBox } from './secret-box';

@Global()
@Module({
  providers: [SecretBox, DataKeys, DataKeysRepository, EncryptionKeys, KeyRotation, SealedColumnsRepository],
  exports: [SecretBox, KeyRotation],
})
export class CryptoModule {}
