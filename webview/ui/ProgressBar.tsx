/** Work under way: a share done, or a running bar where the share is not known. */

export interface ProgressBarProps {
  readonly label: string;
  /** In [0, 1]; `undefined` where it is not known. */
  readonly value: number | undefined;
}

export function ProgressBar({ label, value }: ProgressBarProps) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value));
  return (
    <div
      className="lw-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
    >
      {share === undefined ? (
        <div className="lw-progress-fill lw-progress-running" />
      ) : (
        <div className="lw-progress-fill" style={{ transform: `scaleX(${String(share)})` }} />
      )}
    </div>
  );
}
