/** Puts what a card shows into the clipboard. */
import { messageOf } from '../../../src/core/wording';

/** Copies a text; rejects with what to do where the browser does not let the page at its clipboard. */
export async function copyValues(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).catch(refuse('values'));
}

/** Copies the pictures that stand in an element, one under the other, as they are painted: one number a pixel. */
export async function copyPictures(within: Element): Promise<void> {
  const pictures = [...within.querySelectorAll<HTMLCanvasElement>('.inside-picture canvas')];
  if (pictures.length === 0)
    throw new Error('There is no picture to copy yet; copy again once one is drawn.');
  const all = document.createElement('canvas');
  const gap = 4;
  all.width = Math.max(1, ...pictures.map(({ width }) => width));
  all.height = pictures.reduce((height, picture) => height + picture.height + gap, 0);
  const context = all.getContext('2d');
  let top = 0;
  for (const picture of pictures) {
    context?.drawImage(picture, 0, top);
    top += picture.height + gap;
  }
  const png = new Promise<Blob>((resolve, reject) => {
    all.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture is too large for a PNG'));
      else resolve(blob);
    }, 'image/png');
  });
  // The promise goes into the item: a browser may ask for the click that a wait would have spent.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]).catch(refuse('picture'));
}

function refuse(what: string): (error: unknown) => never {
  return (error) => {
    throw new Error(
      `The ${what} could not be copied: ${messageOf(error)}. Click into the canvas, so that it has the focus, and copy again.`,
    );
  };
}
