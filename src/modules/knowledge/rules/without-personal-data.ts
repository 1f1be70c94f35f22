const taken = '[…]';

/** Written so that no input makes them slow: each begins with what it must contain. */
const marks: readonly RegExp[] = [
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, // addresses of mail
  /\b[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]\b/g, // fiscal codes of people
  /\bIT\d{2}[A-Za-z]\d{10}[A-Za-z0-9]{12}\b/gi, // accounts
  /(?<![\w.])\+?\d{2,4}(?:[ ./-]?\d{2,4}){2,3}(?![\w.]?\d)/g, // telephone numbers
];

/**
 * What was written in a request, with what tells who it was about taken out: addresses, telephone numbers, fiscal codes, accounts, the
 * names of people (and each of their words of three letters or more), and those of machines, where they have a number in them.
 * Whoever writes the article looks it over all the same.
 */
export function withoutPersonalData(
  written: string,
  { people, machines }: { readonly people: readonly string[]; readonly machines: readonly string[] },
): string {
  const bare = marks.reduce((text, mark) => text.replace(mark, taken), written);
  const ofPeople = people.flatMap((name) => name.split(/[^\p{L}]+/u)).filter((word) => word.length >= 3);
  const ofMachines = machines.map((name) => name.trim()).filter((name) => name.length >= 3 && /\d/.test(name));
  const named = [...new Set([...ofMachines, ...ofPeople])].reduce((text, word) => withoutWord(text, word), bare);
  return named.replace(/\[…\](?:\s*\[…\])+/g, taken);
}

function withoutWord(text: string, word: string): string {
  const plain = text.toLowerCase();
  const wanted = word.toLowerCase();
  let bare = '';
  let from = 0;
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
    const inWord = (place: number) => /[\p{L}\p{N}]/u.test(text.charAt(place));
    if (inWord(at - 1) || inWord(at + wanted.length)) continue;
    bare += text.slice(from, at) + taken;
    from = at + wanted.length;
  }
  return bare + text.slice(from);
}
