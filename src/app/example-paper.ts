/** A page with a title, as a PDF in base64: the smallest that opens everywhere. For acts of the examples. */
export function paperOf(title: string): { readonly name: string; readonly content: string } {
  const plain = title.normalize('NFD').replace(/[^\x20-\x7e]/g, '');
  const text = `BT /F1 16 Tf 72 760 Td (${plain.replace(/[\\()]/g, '\\$&')}) Tj 0 -28 Td /F1 11 Tf (Documento di esempio.) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let written = '%PDF-1.4\n';
  const offsets = objects.map((object, place) => {
    const at = written.length;
    written += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = written.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  written += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  written += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return {
    name: `${plain.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()}.pdf`,
    content: Buffer.from(written).toString('base64'),
  };
}
