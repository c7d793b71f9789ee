import { Injectable, OnModuleInit } from '@nestjs/common';
import { MemberChanges } from '../../tenancy';
import { SessionsService } from './sessions.service';

/** A change of what somebody may do is felt by their sessions with its commit. */
@Injectable()
export class MemberSessions implements OnModuleInit {
  constructor(
    private readonly changes: MemberChanges,
    private readonly sessions: SessionsService,
  ) {}

  onModuleInit(): void {
    this.changes.register({
      removed: (transaction, { userId }) => this.sessions.endAllOf(transaction, userId),
      // They go on in their other tenants.
      left: (transaction, { userId }) => this.sessions.rotateAllOf(transaction, userId),
      roleChanged: (transaction, { userId }) => this.sessions.rotateAllOf(transaction, userId),
    });
  }
}
