/**
 * Changes to a text, and how several rounds of them become one.
 */

/** Replaces `length` UTF-16 code units from `offset` by `content`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** The text with the edits made; they are disjoint and all relative to `text`. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { offset, length, content } of inOrder(edits)) {
    result += text.slice(done, offset) + content;
    done = offset + length;
  }
  return result + text.slice(done);
}

/** A stretch of the original text that is still there, or text that is new. */
type Piece = { readonly offset: number; readonly length: number } | { readonly content: string };

/** A text under editing that remembers what of the original is left, so that its edits can be had all at once. */
export class EditedText {
  #text: string;
  readonly #originalLength: number;
  #pieces: readonly Piece[];

  constructor(text: string) {
    this.#text = text;
    this.#originalLength = text.length;
    this.#pieces = [{ offset: 0, length: text.length }];
  }

  get text(): string {
    return this.#text;
  }

  /** Makes edits that are relative to the text as it is now. */
  apply(edits: readonly TextEdit[]): void {
    const rest = [...this.#pieces].reverse();
    const pieces: Piece[] = [];
    /** Moves `length` units from the old pieces to the new ones, or drops them. */
    const take = (length: number, keep: boolean): void => {
      for (let left = length; left > 0;) {
        const piece = rest.pop();
        if (piece === undefined) return;
        const [head, tail] = split(piece, left);
        if (keep) pieces.push(head);
        if (tail !== undefined) rest.push(tail);
        left -= lengthOf(head);
      }
    };
    let done = 0;
    for (const { offset, length, content } of inOrder(edits)) {
      take(offset - done, true);
      take(length, false);
      if (content !== '') pieces.push({ content });
      done = offset + length;
    }
    this.#pieces = [...pieces, ...rest.reverse()];
    this.#text = applyTextEdits(this.#text, edits);
  }

  /** Everything that was done, relative to the original text: sorted and disjoint. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let done = 0;
    let content = '';
    const close = (offset: number): void => {
      if (content !== '' || offset > done) edits.push({ offset: done, length: offset - done, content });
      content = '';
    };
    for (const piece of this.#pieces) {
      if ('content' in piece) {
        content += piece.content;
      } else {
        close(piece.offset);
        done = piece.offset + piece.length;
      }
    }
    close(this.#originalLength);
    return edits;
  }
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

function lengthOf(piece: Piece): number {
  return 'content' in piece ? piece.content.length : piece.length;
}

/** The first `length` units of a piece, and what is left of it. */
function split(piece: Piece, length: number): [Piece, Piece | undefined] {
  if (lengthOf(piece) <= length) return [piece, undefined];
  if ('content' in piece) {
    return [{ content: piece.content.slice(0, length) }, { content: piece.content.slice(length) }];
  }
  const { offset } = piece;
  return [
    { offset, length },
    { offset: offset + length, length: piece.length - length },
  ];
}
