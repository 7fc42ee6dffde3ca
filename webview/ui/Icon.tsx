/** One glyph of VS Code's own icon font; decoration only, so whatever it stands for is said in words beside it. */

export interface IconProps {
  /** A codicon's name, e.g. `play`. */
  readonly name: string;
  readonly spin?: boolean;
  /** The place in a toolkit component that it stands in. */
  readonly slot?: string | undefined;
}

export function Icon({ name, spin = false, slot }: IconProps) {
  return (
    <span
      className={`codicon codicon-${name}${spin ? ' codicon-modifier-spin' : ''}`}
      slot={slot}
      aria-hidden="true"
    />
  );
}
