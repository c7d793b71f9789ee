import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ALL_PERMISSIONS, Permission } from './permissions';
import { Role, ROLES } from './roles';

@ApiSchema({ name: 'PermissionDescription' })
class PermissionDescriptionDto {
  @ApiProperty({ enum: ALL_PERMISSIONS, enumName: 'Permission' })
  name: Permission;

  @ApiProperty({ example: 'See who is a member' })
  says: string;

  @ApiProperty({ description: 'An API key may have it as a scope.' })
  heldByKeys: boolean;
}

@ApiSchema({ name: 'RoleDescription' })
class RoleDescriptionDto {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  name: Role;

  @ApiProperty({ example: 'Answers customers.' })
  says: string;

  @ApiProperty({ enum: ALL_PERMISSIONS, enumName: 'Permission', isArray: true })
  permissions: Permission[];
}

@ApiSchema({ name: 'RoleList' })
export class RoleListDto {
  @ApiProperty({ type: [PermissionDescriptionDto] })
  permissions: PermissionDescriptionDto[];

  @ApiProperty({ type: [RoleDescriptionDto], description: 'From the most to the least.' })
  roles: RoleDescriptionDto[];
}
