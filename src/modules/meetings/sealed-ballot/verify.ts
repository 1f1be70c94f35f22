import { type Text, text } from '../../../kernel/text.ts';
import { isWellMade, type Paper, receiptOf } from './paper.ts';
import { isRightTotal, type OptionTotal, type WeighedPaper } from './tally.ts';

/** How papers are added up: by the weight of their seat, or each as one. */
export type Counting = 'weights' | 'heads';

/** A secret ballot as everyone may check it. */
export type BallotDocument = {
  readonly form: 'comunanza-ballot-1';
  /** `association/meeting/ballot`. */
  readonly ballot: string;
  readonly question: string;
  /** What each cell of a paper stands for. */
  readonly options: readonly string[];
  readonly curve: 'P-256';
  readonly publicKey: string;
  /** Weights are whole numbers of parts: 2 where some are halves. */
  readonly scale: number;
  readonly seats: readonly {
    readonly seat: string;
    readonly title: string;
    /** In parts of `scale`; null where heads are counted. */
    readonly weight: number | null;
    /** In the room at the stop: only then the paper counts. */
    readonly present: boolean;
    /** The paper as cast, a text; null who cast none. */
    readonly paper: string | null;
    readonly receipt: string | null;
  }[];
  readonly totals: readonly (OptionTotal & { readonly option: number; readonly counting: Counting })[];
};

/** The name of a total in its proof. */
export function totalName(ballot: string, counting: Counting, option: number): string {
  return `${ballot}/${counting}/${option}`;
}

/** The papers that count, with what each is worth. */
export function countedPapers(document: Pick<BallotDocument, 'seats'>, counting: Counting): WeighedPaper[] {
  return document.seats.flatMap(({ paper, present, weight }) =>
    paper === null || !present
      ? []
      : [{ paper: JSON.parse(paper) as Paper, weight: counting === 'heads' ? 1n : BigInt(weight ?? 0) }],
  );
}

/**
 * Everything wrong with a published secret ballot; nothing where it holds: every paper is well made and has its receipt, each
 * total is the opening of the sum of the papers, and every way of counting has a total for every option.
 *
 * @param papers whether each paper is checked too, which takes about a tenth of a second each
 */
export function flawsOf(document: BallotDocument, { papers = true }: { readonly papers?: boolean } = {}): Text[] {
  const flaws: Text[] = [];
  const { ballot, options, publicKey } = document;
  const seen = new Set<string>();
  for (const { seat, paper, receipt } of document.seats) {
    if (seen.has(seat)) flaws.push(text(`Il seggio ${seat} compare due volte.`, `Seat ${seat} appears twice.`));
    seen.add(seat);
    if (paper === null) continue;
    if (receiptOf(paper) !== receipt)
      flaws.push(
        text(
          `La ricevuta del seggio ${seat} non è quella della scheda.`,
          `The receipt of seat ${seat} is not that of its paper.`,
        ),
      );
    if (
      papers &&
      !(readable(paper) && isWellMade(JSON.parse(paper) as Paper, { ballot, seat, publicKey }, options.length))
    )
      flaws.push(text(`La scheda del seggio ${seat} non è ben fatta.`, `The paper of seat ${seat} is not well made.`));
  }
  const countings = [...new Set(document.totals.map(({ counting }) => counting))];
  for (const counting of countings) {
    const counted = countedPapers(document, counting);
    for (const option of options.keys()) {
      const opened = document.totals.find((one) => one.counting === counting && one.option === option);
      const right =
        opened && isRightTotal(opened, counted, option, { publicKey, name: totalName(ballot, counting, option) });
      if (!right)
        flaws.push(
          text(
            `Il totale di «${options[option]}» non è la somma delle schede.`,
            `The total of "${options[option]}" is not the sum of the papers.`,
          ),
        );
    }
  }
  if (countings.length === 0) flaws.push(text('Non c’è alcun totale.', 'There is no total.'));
  return flaws;
}

function readable(paper: string): boolean {
  try {
    return Array.isArray((JSON.parse(paper) as Paper).cells);
  } catch {
    return false;
  }
}
