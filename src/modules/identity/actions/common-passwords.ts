type Estimator = (password: string, own: readonly string[]) => number;

let estimator: Promise<Estimator> | undefined;

/**
 * After how many guesses, as a power of ten, a password falls to lists: of the passwords most used in the world, of Italian
 * names, surnames and words, of dates, keyboard runs and repetitions, and of the person's own name and address. Only the first
 * hundred characters count: what follows makes no password easier.
 */
export async function guessesOf(
  password: string,
  about: { readonly email: string; readonly name: string },
): Promise<number> {
  estimator ??= load();
  const own = [...about.email.split(/[@.]/), ...about.name.split(/\s+/)].filter((part) => part.length > 2);
  return (await estimator)(password.slice(0, 100), [...own, 'comunanza', 'comune', 'comuni']);
}

/** The lists are read at the first password that is set: most processes never need them. */
async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, italian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-it'),
  ]);
  const known = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...(italian.default ?? italian).dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (password, own) => known.check(password, [...own]).guessesLog10;
}
