import { Module } from '@nestjs/common';
import { Environment } from '../config/environment';
import { FileStorage } from './file-storage';
import { storageOf } from './storage-of';

@Module({
  providers: [{ provide: FileStorage, inject: [Environment], useFactory: storageOf }],
  exports: [FileStorage],
})
export class StorageModule {}
