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
  Validate,
  ValidateIf,
  ValidatorConstraint,
} from 'class-validator';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
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

@ValidatorConstraint()
class HttpsUnlessLoopback {
  validate(url: unknown): boolean {
    if (typeof url !== 'string' || !URL.canParse(url)) return true;
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' || LOOPBACK.includes(hostname);
  }

  defaultMessage(): string {
    return 'PUBLIC_URL must be https:// unless it is this machine: cookies would travel in the clear';
  }
}

/** The environment of the api and the worker. Every name is described in .env.example. */
export class Environment {
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

  /** Where people reach the dashboard. Cookies, links and the check of a request's origin follow it. */
  @IsUrl(HTTP_URL, { message: 'PUBLIC_URL must be an http:// or https:// URL' })
  @Validate(HttpsUnlessLoopback)
  PUBLIC_URL: string;

  /** `test`: for trying out; its API keys begin with parley_test_ and are refused by a live installation. */
  @IsIn(['live', 'test'])
  INSTALLATION: 'live' | 'test' = 'live';

  /** Whose word about a client's address is believed: addresses or networks of proxies, separated by commas. */
  @list
  @Matches(/^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)$/i, {
    each: true,
    message:
      'TRUSTED_PROXIES must be addresses, networks, loopback, linklocal or uniquelocal, separated by commas',
  })
  TRUSTED_PROXIES: string[] = ['127.0.0.1', '::1'];

  /** Requests that a person or an API key may make in a minute, per api process; an address without either: half. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  RATE_LIMIT_PER_MINUTE = 600;

  /** Beside what Meta allows a number: in a second at most 80 messages that the business began, and 1,000 that people began. */
  @IsIn(['on', 'off'])
  SENDING_WINDOW: 'on' | 'off' = 'off';

  /** Whether /api/docs shows the API to people; by default only where INSTALLATION is test. */
  @IsOptional()
  @IsIn(['on', 'off'])
  API_DOCS?: 'on' | 'off';

  @IsOptional()
  @IsUrl(
    { ...HTTP_URL, protocols: ['smtp', 'smtps'] },
    { message: 'SMTP_URL must be an smtp:// or smtps:// URL' },
  )
  SMTP_URL?: string;

  @IsOptional()
  @IsString()
  MAIL_FROM?: string;

  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    message: 'ENCRYPTION_KEY must be 32 bytes in base64 (openssl rand -base64 32)',
  })
  ENCRYPTION_KEY: string;

  /** Keys that were ENCRYPTION_KEY before: they open what they wrapped until `cli rotate-keys` has run. */
  @IsOptional()
  @list
  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    each: true,
    message: 'PREVIOUS_ENCRYPTION_KEYS must be 32 bytes in base64 each',
  })
  PREVIOUS_ENCRYPTION_KEYS?: string[];

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

  /** Our app at Meta: whose tokens can be looked into, and whose codes of Embedded Signup can be exchanged. */
  @IsOptional()
  @Matches(/^\d{5,25}$/, { message: 'WHATSAPP_APP_ID must be the id of a Meta app: digits only' })
  WHATSAPP_APP_ID?: string;

  /** Whether our calls prove the first of WHATSAPP_APP_SECRETS: for an app with "Require App Secret" on. */
  @IsIn(['on', 'off'])
  WHATSAPP_APP_SECRET_PROOF: 'on' | 'off' = 'off';

  @IsUrl(HTTP_URL, { message: 'WHATSAPP_GRAPH_URL must be an http:// or https:// URL' })
  WHATSAPP_GRAPH_URL = 'https://graph.facebook.com';

  /** Where WHATSAPP_GRAPH_URL is our simulator: what it takes for numbers of its own, which people may then connect. */
  @IsOptional()
  @IsString()
  @MinLength(20, { message: 'WHATSAPP_SIMULATOR_TOKEN must have at least 20 characters' })
  WHATSAPP_SIMULATOR_TOKEN?: string;

  @Matches(/^v\d+\.\d+$/, { message: 'WHATSAPP_GRAPH_VERSION must look like v25.0' })
  WHATSAPP_GRAPH_VERSION = 'v25.0';

  /** Beside WHATSAPP_GRAPH_URL: who may be asked for files, with the token of the number. Whole names, no patterns. */
  @list
  @Matches(/^[a-z0-9.-]+(:\d{1,5})?$/i, {
    each: true,
    message: 'WHATSAPP_MEDIA_HOSTS must be names of hosts, separated by commas',
  })
  WHATSAPP_MEDIA_HOSTS: string[] = ['lookaside.fbsbx.com'];

  /** How long raw webhooks and the trace of their events are kept; dead letters stay until somebody resolves them. */
  @number
  @IsInt()
  @Min(1)
  @Max(90)
  WEBHOOK_RETENTION_DAYS = 14;

  /** Where received files are kept: a folder of this machine, or a bucket that speaks S3. */
  @IsIn(['local', 's3'])
  STORAGE: 'local' | 's3' = 'local';

  /** For STORAGE=local; api and worker must see the same one. */
  @IsString()
  STORAGE_FOLDER = 'storage';

  /** Of a service that speaks S3; AWS itself without it. */
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'S3_ENDPOINT must be an http:// or https:// URL' })
  S3_ENDPOINT?: string;

  @ValidateIf(({ STORAGE, S3_BUCKET }: Environment) => STORAGE === 's3' || S3_BUCKET !== undefined)
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    message: 'S3_BUCKET must be the name of a bucket where STORAGE is s3',
  })
  S3_BUCKET?: string;

  @IsString()
  S3_REGION = 'us-east-1';

  /** Without keys: those that the machine has, such as a role. */
  @ValidateIf(
    ({ S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Environment) => !!(S3_ACCESS_KEY_ID ?? S3_SECRET_ACCESS_KEY),
  )
  @IsString({ message: 'S3_ACCESS_KEY_ID must be set where S3_SECRET_ACCESS_KEY is' })
  S3_ACCESS_KEY_ID?: string;

  @ValidateIf(
    ({ S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Environment) => !!(S3_ACCESS_KEY_ID ?? S3_SECRET_ACCESS_KEY),
  )
  @IsString({ message: 'S3_SECRET_ACCESS_KEY must be set where S3_ACCESS_KEY_ID is' })
  S3_SECRET_ACCESS_KEY?: string;

  /** What a scraper of /api/metrics shows as its bearer token; without it only operators read them. */
  @IsOptional()
  @IsString()
  @MinLength(16, { message: 'METRICS_TOKEN must have at least 16 characters' })
  METRICS_TOKEN?: string;

  /** For tests alone: `name:n` kills the process at the n-th passing of that point (kernel/crash-points.ts). */
  @IsOptional()
  @Matches(/^[a-z.-]+:\d+$/, { message: 'CRASH_POINT must look like apply.claimed:1' })
  CRASH_POINT?: string;
}
