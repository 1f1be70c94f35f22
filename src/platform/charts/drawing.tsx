/**
 * A drawing in a page, without JavaScript: as `draw` makes it for a desk and, in its place where the page is narrow, as it
 * makes it for a telephone. `id` is unique on its page; pass the one given on to the drawing, with the width.
 */
export function Drawing({ id, draw }: { id: string; draw: (size: { id: string; width: number }) => string }) {
  const put = (__html: string) => ({ dangerouslySetInnerHTML: { __html } });
  return (
    <>
      <div class="drawn-wide" {...put(draw({ id, width: 720 }))} />
      <div class="drawn-narrow" {...put(draw({ id: `${id}-narrow`, width: 340 }))} />
    </>
  );
}
