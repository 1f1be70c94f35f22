import type { Text } from '../../../kernel/text.ts';
import type { ActionContext, AnyAction } from '../../../platform/action.ts';
import type { DecidedMatter } from '../../agreement/rules/index.ts';

/** What an adoption may use: its transaction, and the actions of other modules. */
export type MatterContext = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'also'>;

/** Something that is put to the vote, what it is called, and whether it still waits for a decision. */
export type Subject = { readonly subject: string; readonly title: Text; readonly waits: boolean };

/**
 * Something that bodies decide on and that comes to hold by the decision itself. A module that has drafts to be adopted adds
 * one in this folder.
 */
export type Matter = {
  readonly id: DecidedMatter;
  readonly title: Text;
  /** Drafts and requests: those that can be put on an agenda now, and those decided. */
  readonly subjects?: (context: Pick<MatterContext, 'tx' | 'association'>) => Promise<readonly Subject[]>;
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
  /**
   * The action that makes a subject hold without a decision, and the subject in its input: refused where the agreement says
   * that a body decides (clause kind `powers`).
   */
  readonly byAct?: {
    readonly action: AnyAction;
    readonly subjectIn: string;
    /** Where the input says from when it holds: not before the body decided. */
    readonly sinceIn?: string;
  };
};
