import type { Provider } from '../provider.ts';
import { mapAnswers, ownerOf } from './mapAnswers.ts';

const ORIGIN = 'https://openrouter.ai';

/** https://openrouter.ai/docs/api-reference: `/key` works with every key, `/credits` is documented for management keys. */
export const openrouter: Provider = {
  id: 'openrouter',
  name: 'OpenRouter',
  origins: [ORIGIN],
  auth: { header: 'authorization', scheme: 'Bearer' },
  requests: [
    {
      name: 'key',
      url: `${ORIGIN}/api/v1/key`,
      insteadOn404: `${ORIGIN}/api/v1/auth/key`,
      slots: ['ordinary', 'management'],
      need: 'required',
    },
    { name: 'credits', url: `${ORIGIN}/api/v1/credits`, slots: ['management', 'ordinary'], need: 'optional' },
  ],
  map: mapAnswers,
  ownerOf,
  keys: {
    environmentVariable: 'OPENROUTER_API_KEY',
    usualPrefix: 'sk-or-v1-',
    shows: {
      ordinary: 'its own limit and spend',
      management: 'the account balance',
    },
  },
  links: {
    topUp: `${ORIGIN}/settings/credits`,
    activity: `${ORIGIN}/activity`,
    keys: `${ORIGIN}/settings/keys`,
    managementKeys: `${ORIGIN}/settings/management-keys`,
  },
};
