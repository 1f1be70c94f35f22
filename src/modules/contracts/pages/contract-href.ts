/** The address of the register of contracts, or of something below it. */
export function contractHref(association: string, below = ''): string {
  return `/${association}/assistenza/contratti${below}`;
}
