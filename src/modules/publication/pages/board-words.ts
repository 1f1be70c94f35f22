import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { messages } from '../messages.ts';

export function boardHref(association: string): string {
  return `/${association}/albo`;
}

/** From the association's home down to the board. */
export function boardCrumbs(request: PageRequest): Crumb[] {
  const { id, shortName } = request.association!;
  return [
    { title: shortName, href: `/${id}` },
    { title: messages[request.language].board, href: boardHref(id) },
  ];
}

/** «12/2027»; empty for a draft. */
export function numberWords({
  number,
  year,
}: {
  readonly number: number | null;
  readonly year: number | null;
}): string {
  return number === null ? '' : `${number}/${year}`;
}
