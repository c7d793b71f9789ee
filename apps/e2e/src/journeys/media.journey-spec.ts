import type { Locator } from 'playwright-core';
import { sidewaysScrolls } from '../support/layout.ts';
import { faultsOfAccess } from '../support/accessibility.ts';
