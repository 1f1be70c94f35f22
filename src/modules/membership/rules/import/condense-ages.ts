/**
 * The residents by age of ISTAT with the lines of single ages left blank, so that a file of the whole country (a hundred
 * lines a municipality) is as light as its totals and its lines keep their numbers; closing notes go too. Any other file
 * comes back as it is.
 */
export function condenseAges(bytes: Uint8Array): Uint8Array {
  const beginning = latin1(bytes.subarray(0, 8192));
  const header = /^.*codice comune.*$/im.exec(beginning);
  const separator = header && [';', ',', '\t', '|'].find((one) => header[0].includes(one));
  if (!header || !separator) return bytes;
  const names = header[0].split(separator).map(bare);
  // à in Windows-1252, in UTF-8 (its second byte reads as a blank), or written without its accent.
  const age = names.findIndex((name) => /^et(?:\u00e0|\u00c3|a'?)$/i.test(name));
  if (age < 0) return bytes;
  const after = header.index + header[0].length;
  const text = latin1(bytes.subarray(after));
  const lines = text.split('\n').map((line) => {
    const cells = line.split(separator);
    if (cells.length < names.length) return /\S/.test(line) && cells.length > 1 ? line : '';
    return /^\d{1,3}\+?$/.test(bare(cells[age]!)) && bare(cells[age]!) !== '999' ? '' : line;
  });
  const kept = Buffer.from(lines.join('\n'), 'latin1');
  return Buffer.concat([bytes.subarray(0, after), kept]);
}

/** One character a byte, so that nothing is lost whatever the encoding. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bare(cell: string): string {
  return cell.trim().replace(/^"|"$/g, '').trim();
}
