import type { WorkspacePlan } from '../plan.ts';

/** As recorded live: an individual account's default workspace. */
export const defaultWorkspace: WorkspacePlan = {
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Default',
};
export const secondWorkspace: WorkspacePlan = { id: '11111111-1111-4111-8111-111111111111', name: 'Second' };
