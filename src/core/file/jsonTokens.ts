/**
 * The tokens of JSON text one after the other, spaces and comments included.
 *
 * A thin cover of `jsonc-parser`'s scanner, whose token kinds are a `const enum` that isolated modules cannot read.
 */
import { createScanner } from 'jsonc-parser';

export type TokenKind = 'open' | 'close' | 'comma' | 'comment' | 'lineBreak' | 'space' | 'other';

export interface Token {
  readonly kind: TokenKind;
  readonly offset: number;
  /** Offset behind the token's last character. */
  readonly end: number;
}

/** By `jsonc-parser`'s SyntaxKind. */
const KINDS: Readonly<Record<number, TokenKind>> = {
  1: 'open',
  2: 'close',
  3: 'open',
  4: 'close',
  5: 'comma',
  12: 'comment',
  13: 'comment',
  14: 'lineBreak',
  15: 'space',
};
const END_OF_FILE = 17;

/** Tokens from an offset, which must not lie within one. */
export function* tokensFrom(text: string, offset: number): Generator<Token, void, undefined> {
  const scanner = createScanner(text);
  scanner.setPosition(offset);
  for (let kind: number = scanner.scan(); kind !== END_OF_FILE; kind = scanner.scan()) {
    const start = scanner.getTokenOffset();
    yield { kind: KINDS[kind] ?? 'other', offset: start, end: start + scanner.getTokenLength() };
  }
}
