/**
 * A number chosen by dragging or with the arrow keys, for a bar: its name before it and its value behind it; or alone, as
 * wide as there is room, where both stand elsewhere.
 */

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value in words. */
  readonly text: string;
  readonly onChange: (value: number) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly tooltip?: string | undefined;
  readonly wide?: boolean;
}

export function Slider(props: SliderProps) {
  const { label, value, least, most, step, text, onChange, onBlur, tooltip, wide = false } = props;
  return (
    <span className={wide ? 'lw-slider lw-slider-wide' : 'lw-slider'} title={tooltip ?? ''}>
      {!wide && <span aria-hidden="true">{label}</span>}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={text}
        min={least}
        max={most}
        step={step}
        value={value}
        onChange={({ target }) => {
          onChange(target.valueAsNumber);
        }}
        onBlur={onBlur}
      />
      {!wide && (
        <span className="lw-slider-text" aria-hidden="true">
          {text}
        </span>
      )}
    </span>
  );
}
