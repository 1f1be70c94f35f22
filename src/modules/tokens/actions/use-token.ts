import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';

/** What the trail calls the moment in which a program shows a token: recorded when the token opens nothing. */
export const useToken = defineAction({
  name: 'tokens/use-token',
  title: text('presentarsi con un gettone', 'come with a token'),
  scope: 'installation',
  permission: 'console',
  doors: [],
  http: { method: 'POST', path: '/token-uses' },
  input: z.object({ why: z.string() }),
  output: z.object({}),
  example: { why: 'unknown' },
  run: async () => ({}),
});
