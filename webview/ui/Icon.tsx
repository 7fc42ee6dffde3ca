/** One glyph of VS Code's own icon font; decoration only, so whatever it stands for is said in words beside it. */

export interface IconProps {
  /** A codicon's name, e.g. `play`. */
  readonly name: string;
  /** The place in a toolkit component that it stands in. */
  readonly slot?: string | undefined;
}

export function Icon({ name, slot }: IconProps) {
  return <span className={`codicon codicon-${name}`} slot={slot} aria-hidden="true" />;
}
