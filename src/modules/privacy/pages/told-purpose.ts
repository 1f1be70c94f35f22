import type { Now } from '../../../platform/action.ts';
import { sealText, unsealText } from '../../../platform/secrets/sealing-key.ts';

/** For whom and for which data set a purpose was told, and now. */
export type Teller = {
  readonly association: string;
  readonly person: string | null;
  readonly dataSet: string;
  readonly now: Pick<Now, 'instant'>;
};

/** How long a purpose holds before it is asked anew, in milliseconds. */
const holds = 30 * 60 * 1000;

const ownerOf = ({ association, person, dataSet }: Teller) => `purpose ${association} ${person} ${dataSet}`;

/**
 * What data are opened for, as an address may carry it (`scopo`): it names people, and addresses are kept by browsers and logs.
 * It opens nothing by itself.
 */
export function sealedPurpose(teller: Teller, purpose: string): string {
  return `scopo=${encodeURIComponent(sealText(`${teller.now.instant.getTime()} ${purpose}`, ownerOf(teller)))}`;
}

/** The purpose of an address; undefined where there is none, one that another told or for other data, or an old one. */
export function toldPurpose(teller: Teller, scopo: string | undefined): string | undefined {
  const told = scopo === undefined ? undefined : unsealText(scopo, ownerOf(teller));
  const space = told?.indexOf(' ') ?? -1;
  if (told === undefined || space < 0) return undefined;
  return teller.now.instant.getTime() - Number(told.slice(0, space)) < holds ? told.slice(space + 1) : undefined;
}
