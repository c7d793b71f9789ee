import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Role, ROLES } from '../roles/roles';

@ApiSchema({ name: 'Member' })
export class MemberDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid', description: 'The account, the same in every tenant of theirs.' })
  userId: string;

  @ApiProperty({ example: 'Ana Souza' })
  name: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ description: 'They sign in with a second factor.' })
  twoFactor: boolean;

  @ApiProperty({ description: 'This is the caller.' })
  isMe: boolean;

  @ApiProperty({ type: 'integer', description: 'Also the ETag.' })
  version: number;

  @ApiProperty({ format: 'date-time' })
  joinedAt: string;
}

@ApiSchema({ name: 'MemberList' })
export class MemberListDto {
  @ApiProperty({ type: [MemberDto] })
  data: MemberDto[];
}

@ApiSchema({ name: 'UpdateMember' })
export class UpdateMemberDto {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role: Role;
}
