'use client';

import { type Permission, permissionWords } from './permission-words';
import { useWorkspace } from './workspace-context';

/** Whether the visitor holds the permission here. The API asks again; this only keeps the page honest. */
export const useMay = (permission: Permission): boolean =>
  useWorkspace().tenant.me.permissions.includes(permission);

/** For a `disabledReason`: null when the visitor may, else why not. */
export function useWhyNot(permission: Permission): string | null {
  return useMay(permission) ? null : `${permissionWords[permission]}.`;
}
