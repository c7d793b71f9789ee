import { Transform } from 'class-transformer';
import {
  ArrayMinSize,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
export const POSTGRES_URL = {
  protocols: ['postgres', 'postgresql'],
  require_tld: false,
  allow_underscores: true,
  require_protocol: true,
};
export const HTTP_URL = {
  protocols: ['http', 'https'],
  require_tld: false,
  allow_underscores: true,
  require_protocol: true,
};

const number = Transform(({ value }: { value: string | number }) => Number(value));
const list = Transform(({ value }: { value: string }) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** The environment of the api and the worker. Every name is described in .env.example. */
export class Environment {
  @ValidateIf((environment: Environment) => environment.DEMO_TENANT !== undefined)
  @IsIn(LOOPBACK, {
    message:
      'HOST must be 127.0.0.1 while DEMO_TENANT is set: without sign-in, only this machine may reach the API',
  })
  HOST = '127.0.0.1';

  @number
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 8000;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';

  @IsUrl(POSTGRES_URL, { message: 'DATABASE_APP_URL must be a postgres:// URL of the role parley_app' })
  DATABASE_APP_URL: string;

  @IsUrl(POSTGRES_URL, { message: 'DATABASE_SYSTEM_URL must be a postgres:// URL of the role parley_system' })
  DATABASE_SYSTEM_URL: string;

  @IsOptional()
  @IsUrl(
    { ...HTTP_URL, protocols: ['redis', 'rediss'] },
    { message: 'REDIS_URL must be a redis:// or rediss:// URL' },
  )
  REDIS_URL?: string;

  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    message: 'ENCRYPTION_KEY must be 32 bytes in base64 (openssl rand -base64 32)',
  })
  ENCRYPTION_KEY: string;

  @IsOptional()
  @list
  @ArrayMinSize(1)
  @IsString({ each: true })
  @MinLength(16, {
    each: true,
    message: 'WHATSAPP_APP_SECRETS must be app secrets of at least 16 characters, separated by commas',
  })
  WHATSAPP_APP_SECRETS?: string[];

  @IsOptional()
  @IsString()
  @MinLength(8, { message: 'WHATSAPP_VERIFY_TOKEN must have at least 8 characters' })
  WHATSAPP_VERIFY_TOKEN?: string;

  @IsUrl(HTTP_URL, { message: 'WHATSAPP_GRAPH_URL must be an http:// or https:// URL' })
  WHATSAPP_GRAPH_URL = 'https://graph.facebook.com';

  @Matches(/^v\d+\.\d+$/, { message: 'WHATSAPP_GRAPH_VERSION must look like v25.0' })
  WHATSAPP_GRAPH_VERSION = 'v25.0';

  @IsOptional()
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'DEMO_TENANT must be the slug of a tenant' })
  DEMO_TENANT?: string;
}
