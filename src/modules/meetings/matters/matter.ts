import type { Text } from '../../../kernel/text.ts';
import type { ActionContext } from '../../../platform/action.ts';

/** What an adoption may use: its transaction, and the actions of other modules. */
export type MatterContext = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'also'>;

/** Something that waits for a decision. */
export type Subject = { readonly subject: string; readonly title: Text };

/**
 * Something that bodies decide on and that comes to hold by the decision itself. A module that has drafts to be adopted adds
 * one in this folder.
 */
export type Matter = {
  readonly id: string;
  readonly title: Text;
  /** What can be put on an agenda now: drafts, requests. */
  readonly waiting?: (context: Pick<MatterContext, 'tx' | 'association'>) => Promise<readonly Subject[]>;
  /**
   * Makes the subject hold, in the transaction of the decision, by the action of the module it belongs to. What that refuses
   * undoes the decision too.
   *
   * @param act the decision as people cite it
   */
  readonly adopt?: (
    context: MatterContext,
    decided: { readonly subject: string; readonly act: string },
  ) => Promise<unknown>;
};
