import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsEmailAddress } from '../../platform/http/text-input';
import { Role, ROLES } from '../roles/roles';
import { INVITATION_STATES, InvitationState } from './invitation-state';

@ApiSchema({ name: 'Invitation' })
export class InvitationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ enum: INVITATION_STATES, enumName: 'InvitationState' })
  state: InvitationState;

  @ApiProperty({ example: 'Ana Souza' })
  invitedByName: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}

@ApiSchema({ name: 'InvitationList' })
export class InvitationListDto {
  @ApiProperty({ type: [InvitationDto], description: 'Newest first.' })
  data: InvitationDto[];
}

@ApiSchema({ name: 'InvitationWithLink' })
export class InvitationWithLinkDto extends InvitationDto {
  @ApiProperty({ description: 'For the invited person. Shown this once; a new one can be made at any time.' })
  link: string;

  @ApiProperty({ description: 'The link was also handed to the mail server.' })
  mailed: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why no mail was sent.' })
  mailProblem: string | null;
}

@ApiSchema({ name: 'NewInvitation' })
export class NewInvitationDto {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role: Role;
}
