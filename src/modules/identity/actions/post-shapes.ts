import { z } from 'zod';
import { dayShape } from '../../../platform/shape.ts';
import { postStates } from '../rules/post-state.ts';
import type { HeldPost } from '../storage/posts.ts';
import { roleShape } from './shapes.ts';

/** The act that gives a post: what it is, its number, its day and who issued it. */
export const actFields = {
  act: z.string().trim().max(300).default('').meta({ description: 'L’atto che dà l’incarico: «decreto sindacale».' }),
  actNumber: z.string().trim().max(60).default('').meta({ description: 'Il numero dell’atto.' }),
  actDate: dayShape.nullable().default(null).meta({ description: 'Il giorno dell’atto.' }),
  actIssuer: z.string().trim().max(200).default('').meta({ description: 'Chi ha emesso l’atto.' }),
};

export const entityField = z
  .string()
  .min(1)
  .max(62)
  .nullable()
  .default(null)
  .meta({ description: 'Il codice dell’ente; vuoto per tutta l’associazione.' });

export const postStateShape = z.enum(postStates);

/** A post as it is answered. */
export const postView = z.object({
  post: z.uuid(),
  person: z.uuid(),
  holder: z.string().max(200),
  email: z.string().max(254).nullable().meta({ description: 'Vuoto per chi entra solo con l’identità pubblica.' }),
  role: roleShape,
  entity: z.string().max(62).nullable(),
  entityName: z.string().max(200).nullable(),
  since: dayShape,
  until: dayShape.nullable(),
  act: z.string().max(300),
  actNumber: z.string().max(60),
  actDate: dayShape.nullable(),
  actIssuer: z.string().max(200),
  endAct: z.string().max(300),
  outSince: dayShape.nullable().meta({ description: 'Il primo giorno in cui il suo ente è fuori dall’associazione.' }),
  state: postStateShape,
  soon: z.boolean().meta({ description: 'Finisce entro sessanta giorni.' }),
});
export type PostView = z.output<typeof postView>;

type States = {
  readonly stateOf: (post: HeldPost) => PostView['state'];
  readonly endsSoon: (post: HeldPost) => boolean;
};

export function postViewOf(post: HeldPost, { stateOf, endsSoon }: States): PostView {
  const { id, name, suspended: _, ...rest } = post;
  return { post: id, holder: name, ...rest, state: stateOf(post), soon: endsSoon(post) };
}
