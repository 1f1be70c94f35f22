export type Classes<T> = {
  /** 1 for the lowest class; undefined where there is no value. */
  readonly classOf: (item: T) => number | undefined;
  /** Lowest first: the items with the least and the greatest value of the class, and how many it has. */
  readonly classes: readonly { readonly number: number; readonly least: T; readonly most: T; readonly count: number }[];
};

/**
 * Classes with about as many items each (quantiles), at most `most` of them; equal values are never parted, so there may be
 * fewer. The shades are numbered over the whole range: with two classes they are 1 and `most`.
 */
export function quantileClasses<T extends { readonly value: number | bigint | undefined }>(
  items: readonly T[],
  most = 5,
): Classes<T> {
  const ranked = items
    .filter((item) => item.value !== undefined)
    .toSorted((a, b) => (a.value! < b.value! ? -1 : a.value! > b.value! ? 1 : 0));
  const groups: T[][] = [];
  let slot = -1;
  for (const [index, item] of ranked.entries()) {
    const own = Math.floor((index * most) / ranked.length);
    const isTied = index > 0 && ranked[index - 1]!.value === item.value;
    if (isTied || own === slot) groups[groups.length - 1]!.push(item);
    else groups.push([item]);
    if (!isTied) slot = own;
  }
  const shades = groups.map((_, index) =>
    groups.length === 1 ? Math.ceil(most / 2) : 1 + Math.round((index * (most - 1)) / (groups.length - 1)),
  );
  const numbers = new Map(groups.flatMap((group, index) => group.map((item) => [item, shades[index]!] as const)));
  return {
    classOf: (item) => numbers.get(item),
    classes: groups.map((group, index) => ({
      number: shades[index]!,
      least: group[0]!,
      most: group[group.length - 1]!,
      count: group.length,
    })),
  };
}
