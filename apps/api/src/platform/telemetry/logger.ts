import { LoggerService } from '@nestjs/common';
import { DestinationStream, Logger, LoggerOptions, pino } from 'pino';
import { currentContext } from '../../kernel/context';

/**
 * One JSON line per event, with the correlation id and the tenant of the work that wrote it.
 * Headers, bodies and tokens are never logged; `redact` is the net beneath that habit.
 */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { service },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutData },
    redact: {
      paths: ['*.headers', '*.authorization', '*.accessToken', '*.password', '*.secret', '*.body'],
      censor: '[redacted]',
    },
    mixin() {
      const context = currentContext();
      if (context === undefined) return {};
      const [tenantId, ...others] = context.tenantIds;
      return {
        correlationId: context.correlationId,
        ...(tenantId !== undefined &&
          (others.length === 0 ? { tenantId } : { tenantIds: context.tenantIds })),
      };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A failed query carries its parameters, and with them what customers wrote: only what names the cause is kept. */
function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack, cause } = error;
  return {
    type: error.constructor.name,
    code: (error as { code?: unknown }).code,
    message,
    stack,
    ...(cause !== undefined && { cause: withoutData(cause) }),
  };
}

/** Lets NestJS write its own lines through the same logger; what it tells of its start is for debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const scope = rest.at(-1);
    const fields = typeof scope === 'string' ? { scope } : {};
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else this.logger[level](fields, String(message));
  }
}
