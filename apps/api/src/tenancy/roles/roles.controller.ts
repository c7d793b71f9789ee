import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../../platform/http/route-access';
import { ALL_PERMISSIONS, PERMISSIONS } from './permissions';
import { RoleListDto } from './roles.dto';
import { permissionsOf, ROLES, sayingOf } from './roles';

@ApiTags('roles')
@Controller('v1/roles')
export class RolesController {
  @Get()
  @SignedIn('What the roles mean is the same in every tenant.')
  @ApiOkResponse({ type: RoleListDto })
  listRoles(): RoleListDto {
    return {
      permissions: ALL_PERMISSIONS.map((name) => ({ name, ...PERMISSIONS[name] })),
      roles: ROLES.map((name) => ({ name, says: sayingOf(name), permissions: [...permissionsOf(name)] })),
    };
  }
}
