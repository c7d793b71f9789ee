import { IsOptional, IsString, IsUrl, MinLength } from 'class-validator';
import { Environment, HTTP_URL, POSTGRES_URL } from '../platform/config/environment';

/** For `migrate`: the owner's connection. The serving processes never get this one. */
export class OwnerEnvironment extends Environment {
  @IsUrl(POSTGRES_URL, { message: 'DATABASE_URL must be a postgres:// URL of the role that owns the schema' })
  DATABASE_URL: string;
}

/** For `seed`: what the simulated number accepts as its access token. */
export class SeedEnvironment extends Environment {
  @IsString()
  @MinLength(8, { message: 'SIMULATOR_ACCESS_TOKEN must have at least 8 characters' })
  SIMULATOR_ACCESS_TOKEN: string;
}

/** For `doctor`: where the parts of the installation should answer; a part that is not named is not asked. */
export class InstallationEnvironment extends Environment {
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'API_URL must be an http:// or https:// URL' })
  API_URL?: string;

  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'DASHBOARD_URL must be an http:// or https:// URL' })
  DASHBOARD_URL?: string;

  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'SIMULATOR_URL must be an http:// or https:// URL' })
  SIMULATOR_URL?: string;
}

const DEMO_ONLY = 'is known while the demo runs (npm start)';

/** For `demo`: all of it, since the demo has every part. */
export class DemoEnvironment extends Environment {
  @IsUrl(HTTP_URL, { message: `API_URL ${DEMO_ONLY}` })
  API_URL: string;

  @IsUrl(HTTP_URL, { message: `DASHBOARD_URL ${DEMO_ONLY}` })
  DASHBOARD_URL: string;

  @IsUrl(HTTP_URL, { message: `SIMULATOR_URL ${DEMO_ONLY}` })
  SIMULATOR_URL: string;

  @IsUrl(POSTGRES_URL, { message: `DATABASE_READER_URL ${DEMO_ONLY}` })
  DATABASE_READER_URL: string;

  @IsString({ each: true, message: `WHATSAPP_APP_SECRETS ${DEMO_ONLY}` })
  declare WHATSAPP_APP_SECRETS: string[];
}
