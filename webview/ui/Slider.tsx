/** One of a row of places, by pointer or arrow keys. */

export interface SliderProps {
  readonly label: string;
  /** From 0. */
  readonly value: number;
  /** The last place. */
  readonly max: number;
  /** What the place stands for, read out in place of its number. */
  readonly valueText: string;
  readonly onChange: (value: number) => void;
  readonly onBlur?: () => void;
}

export function Slider({ label, value, max, valueText, onChange, onBlur }: SliderProps) {
  return (
    <input
      type="range"
      className="lw-slider"
      aria-label={label}
      aria-valuetext={valueText}
      min={0}
      max={max}
      step={1}
      value={value}
      onChange={(event) => {
        onChange(event.target.valueAsNumber);
      }}
      onBlur={onBlur}
    />
  );
}
