import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID } from 'class-validator';
import { Pool } from 'pg';
import { currentTenant } from '../../src/kernel/context';
import { notFound } from '../../src/kernel/problem';
import { AppDatabase } from '../../src/platform/database/database';
import { ResourceIdPipe } from '../../src/platform/http/resource-id.pipe';
import { SignedIn } from '../../src/platform/http/route-access';
import { RequiresPermission } from '../../src/tenancy';

/** A pool of connections of a role that no policy holds back. */
export const SEES_ALL = 'planted:sees-all';

interface Contact {
  readonly id: string;
  readonly name: string;
}

class Renaming {
  @ApiProperty({ example: 'Ana' })
  @IsString()
  name: string;
}

class Note {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  contactId: string;
}

const contactId = new ResourceIdPipe('contact');

/** Each method but the first is a leak of one kind. */
@Controller('v1/planted')
export class PlantedController {
  private readonly cache = new Map<string, Contact>();

  constructor(
    private readonly database: AppDatabase,
    @Inject(SEES_ALL) private readonly all: Pool,
  ) {}

  @Get('honest/:contactId')
  @RequiresPermission('conversations.read')
  async plantedHonest(@Param('contactId', contactId) id: string): Promise<Contact> {
    return this.read(id);
  }

  @Get('forgetful/:contactId')
  @RequiresPermission('conversations.read')
  async plantedForgetful(@Param('contactId', contactId) id: string): Promise<Contact> {
    const { rows } = await this.all.query<Contact>('SELECT id, name FROM contact WHERE id = $1', [id]);
    return found(rows[0]);
  }

  @Get('list')
  @RequiresPermission('conversations.read')
  async plantedList(): Promise<{ data: Contact[] }> {
    return { data: (await this.all.query<Contact>('SELECT id, name FROM contact')).rows };
  }

  @Patch('rename/:contactId')
  @HttpCode(204)
  @RequiresPermission('conversations.assign')
  async plantedRename(@Param('contactId', contactId) id: string, @Body() { name }: Renaming): Promise<void> {
    await this.all.query('UPDATE contact SET name = $2 WHERE id = $1', [id, name]);
  }

  /** Reads with its tenant, and remembers without. */
  @Get('cached/:contactId')
  @RequiresPermission('conversations.read')
  async plantedCached(@Param('contactId', contactId) id: string): Promise<Contact> {
    const contact = this.cache.get(id) ?? (await this.read(id));
    this.cache.set(id, contact);
    return contact;
  }

  /** Shows nothing, and still tells that an id is somebody's. */
  @Post('oracle')
  @RequiresPermission('conversations.assign')
  async plantedOracle(@Body() note: Note): Promise<Contact> {
    const { rowCount } = await this.all.query('SELECT FROM contact WHERE id = $1', [note.contactId]);
    if (rowCount === 0) throw notFound('person');
    return this.read(note.contactId);
  }

  /** Takes the caller's word for the tenant. */
  @Get('gullible')
  @SignedIn('Planted: asks nobody whether they are a member.')
  async plantedGullible(@Headers('parley-tenant') slug: string): Promise<{ name: string }> {
    const { rows } = await this.all.query<{ name: string }>('SELECT name FROM tenant WHERE slug = $1', [
      slug,
    ]);
    return found(rows[0]);
  }

  private async read(id: string): Promise<Contact> {
    const rows: Contact[] = await this.database.transaction((transaction) =>
      transaction.query('SELECT id, name FROM contact WHERE tenant_id = $1 AND id = $2', [
        currentTenant(),
        id,
      ]),
    );
    return found(rows[0]);
  }
}

/** A route that says not whom it is for. */
@Controller('v1/undeclared')
export class UndeclaredController {
  @Get()
  plantedUndeclared(): string {
    return 'open to whom?';
  }
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw notFound('contact');
  return row;
}
