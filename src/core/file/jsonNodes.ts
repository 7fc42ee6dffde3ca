/**
 * JSON text into nodes with places, in one pass of `jsonc-parser`.
 *
 * The nodes are those of its own `parseTree`; but that is recursive without a limit, and a second pass to look for one
 * would take as long as the first.
 */
import { visit } from 'jsonc-parser';
import type { Node, NodeType, ParseError } from 'jsonc-parser';

export interface JsonNodes {
  /** `undefined` where there is no value, or brackets nest too deeply. */
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  /** The offset of the first bracket that is one too deep. */
  readonly tooDeepAt: number | undefined;
}

/** A node whose end has not been reached. */
interface OpenNode {
  readonly type: 'object' | 'array' | 'property';
  readonly offset: number;
  /** How many finished nodes there were before its children. */
  readonly before: number;
}

/** What ends the parser in the middle of the text. */
class TooDeep extends Error {
  constructor(readonly offset: number) {
    super('Brackets nest too deeply.');
  }
}

/** Parses any text whose brackets nest at most `maxDepth` deep. */
export function parseJsonNodes(json: string, maxDepth: number): JsonNodes {
  const errors: ParseError[] = [];
  const open: OpenNode[] = [];
  /** The finished nodes that have no parent yet: the children of all open nodes, from the outermost to the innermost. */
  const finished: Node[] = [];
  let depth = 0;

  const close = (end: number): void => {
    const node = open.pop();
    if (node === undefined) return;
    const { type, offset, before } = node;
    const children = finished.splice(before);
    finished.push({ type, offset, length: end - offset, children });
  };
  /** A property ends with its value, or where it should have come. */
  const closeProperty = (end: number): void => {
    if (open.at(-1)?.type === 'property') close(end);
  };
  const openBracket = (type: 'object' | 'array', offset: number): void => {
    depth++;
    if (depth > maxDepth) throw new TooDeep(offset);
    open.push({ type, offset, before: finished.length });
  };
  const closeBracket = (end: number): void => {
    depth--;
    closeProperty(end);
    close(end);
    closeProperty(end);
  };

  try {
    visit(
      json,
      {
        onObjectBegin: (offset) => {
          openBracket('object', offset);
        },
        onObjectProperty: (name, offset, length) => {
          open.push({ type: 'property', offset, before: finished.length });
          finished.push({ type: 'string', value: name, offset, length });
        },
        onObjectEnd: (offset, length) => {
          closeBracket(offset + length);
        },
        onArrayBegin: (offset) => {
          openBracket('array', offset);
        },
        onArrayEnd: (offset, length) => {
          closeBracket(offset + length);
        },
        onLiteralValue: (value: unknown, offset, length) => {
          finished.push({ type: typeOf(value), value, offset, length });
          closeProperty(offset + length);
        },
        onSeparator: (separator, offset) => {
          if (separator === ',') closeProperty(offset);
        },
        onError: (error, offset, length) => {
          errors.push({ error, offset, length });
        },
      },
      { allowTrailingComma: true },
    );
  } catch (error) {
    if (error instanceof TooDeep) return { root: undefined, errors, tooDeepAt: error.offset };
    throw error;
  }
  return { root: finished[0], errors, tooDeepAt: undefined };
}

function typeOf(literal: unknown): NodeType {
  switch (typeof literal) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'null';
  }
}
