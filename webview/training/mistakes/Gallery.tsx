/** Test examples as images, with what was read in them and how surely; as many at a time as one can take in. */
import { useCallback, useEffect, useState } from 'react';
import type { Reading, ReadingFilter } from '../../../src/core/training/confusion';
import type { RunStarted } from '../../../src/core/training/runEvents';
import { messageOf } from '../../../src/core/wording';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/formats';
import { ScrollArea } from '../../ui/ScrollArea';
import { Unseen } from '../../ui/Unseen';
import { DigitImage } from '../../ui/DigitImage';
import { countOf, filterText, formatConfidence, readName } from './mistakeTexts';
import type { TestImageCache } from './testImageCache';

export interface GalleryProps {
  readonly readings: readonly Reading[];
  readonly started: RunStarted;
  readonly images: TestImageCache;
  readonly filter: ReadingFilter;
  readonly onClear: () => void;
}

const PAGE = 60;

export function Gallery({ readings, started, images, filter, onClear }: GalleryProps) {
  const [limit, setLimit] = useState(PAGE);
  const shown = readings.slice(0, limit);
  const { error, retry } = useImages(images, shown);
  const filtered = filter.label !== undefined || filter.read !== undefined;
  const { confidence, dataset } = started;
  const more = readings.length - shown.length;
  return (
    <div className="gallery">
      <div className="gallery-header">
        <h2 className="gallery-title">
          {filterText(filter)} · {countOf(readings.length, dataset)}
        </h2>
        <div className={filtered ? undefined : 'gallery-unfiltered'}>
          <Button
            appearance="icon"
            icon="clear-all"
            label="Clear the Filter"
            disabled={!filtered}
            onClick={onClear}
          />
        </div>
      </div>
      {error !== undefined && (
        <Banner
          severity="warning"
          text={`The images could not be read: ${error}`}
          actions={[{ label: 'Try Again', onClick: retry }]}
        />
      )}
      <ScrollArea label="Test examples" className="gallery-scroller">
        <ul className="gallery-tiles">
          {shown.map(({ index, label, read, confidence: sure }) => (
            <li key={index} className="tile" title={`Example ${formatCount(index)} of the test set`}>
              <div className="tile-ground">
                <DigitImage image={images.get(index)} />
              </div>
              <div className={label === read ? 'tile-read' : 'tile-read tile-wrong'} aria-hidden="true">
                {label} → {read < 0 ? '?' : read}
              </div>
              <Unseen text={`${label} read as ${readName(read)}, `} />
              <div className="tile-confidence">{formatConfidence(sure, confidence)}</div>
            </li>
          ))}
        </ul>
        {more > 0 && (
          <Button
            label={`Show ${formatCount(Math.min(PAGE, more))} More`}
            onClick={() => {
              setLimit(limit + PAGE);
            }}
          />
        )}
      </ScrollArea>
    </div>
  );
}

/** Sees to the images of what is shown. */
function useImages(
  images: TestImageCache,
  shown: readonly Reading[],
): { readonly error: string | undefined; readonly retry: () => void } {
  const [error, setError] = useState<string | undefined>(undefined);
  const [, setArrived] = useState(0);
  const wanted = shown.map(({ index }) => index).join(',');
  const load = useCallback(() => {
    const indices = wanted === '' ? [] : wanted.split(',').map(Number);
    images.load(indices).then(
      () => {
        setError(undefined);
        setArrived((times) => times + 1);
      },
      (reason: unknown) => {
        setError(messageOf(reason));
      },
    );
  }, [images, wanted]);
  useEffect(load, [load]);
  return { error, retry: load };
}
