/** A number chosen by dragging or with the arrow keys, for a bar: its name before it and its value behind it. */

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value in words. */
  readonly text: string;
  readonly onChange: (value: number) => void;
  readonly tooltip?: string | undefined;
}

export function Slider({ label, value, least, most, step, text, onChange, tooltip }: SliderProps) {
  return (
    <span className="lw-slider" title={tooltip ?? ''}>
      <span aria-hidden="true">{label}</span>
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
      />
      <span className="lw-slider-text" aria-hidden="true">
        {text}
      </span>
    </span>
  );
}
