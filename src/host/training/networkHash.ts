/**
 * Tells two networks apart by what they are, not by how their files are laid out: the hash in a weights file.
 */
import type { Graph } from '../../core/graph/graph';
import { sha256 } from '../sha256';

/**
 * SHA-256, in lower-case hexadecimal digits, over the UTF-8 of one line of JSON:
 * `{"edges":[["from","to"],…],"layers":{"id":{"type":"Dense",…},…}}`.
 *
 * - `edges` is the file's `edges`, in the order of the file; `layers` is the file's `layers` with every property of each
 *   layer as it is written, no default filled in. Nothing else of the file is in it.
 * - The keys of every object are sorted by Unicode code point; the order of arrays stays.
 * - There is no white space. Texts escape only `"`, `\` and the characters below U+0020 (`\b \t \n \f \r`, the others
 *   as `\u001f`); numbers are written as ECMAScript writes them: `1` for 1.0, `1e-7`.
 *
 * Python writes the same, but for unusual numbers such as 1.0 and 1e-7, with
 * `json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)`.
 */
export async function networkHash(graph: Graph): Promise<string> {
  const layers = Object.fromEntries(
    [...graph.nodes.values()].map(({ id, type, parameters }) => [
      id,
      type === undefined ? parameters : { ...parameters, type },
    ]),
  );
  const edges = graph.edges.map(({ from, to }) => [from, to]);
  return sha256(new TextEncoder().encode(canonicalJson({ edges, layers })));
}

/** Written by hand, because an object cannot keep its keys sorted: those like "10" always come first, as numbers. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Negative, zero or positive; differs from `<` where surrogates meet characters from U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const pointsOfB = Array.from(b, codePoint);
  for (const [index, point] of Array.from(a, codePoint).entries()) {
    const difference = point - (pointsOfB[index] ?? -1);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.length - b.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
