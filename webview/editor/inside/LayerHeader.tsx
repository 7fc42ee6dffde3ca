/** The upper edge of a hover or card: whose it is, and what can be done with it. */
import type { PointerEvent, RefObject } from 'react';
import { messageOf } from '../../../src/core/wording';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { LayerCardData } from '../drawing/toFlow';
import { accentClass, layerIcon } from '../layerLook';
import { copyPictures, copyValues } from './copying';
import { copiedValues } from './insideTexts';
import type { LayerWatch } from './layerWatch';

export interface LayerHeaderProps {
  readonly layer: LayerCardData;
  readonly watch: LayerWatch;
  /** What the header stands on, with the pictures in it. */
  readonly box: RefObject<HTMLElement>;
  readonly onRefused: (reason: string) => void;
  /** Makes a card of it; for a hover. */
  readonly onPin?: () => void;
  /** For a card. */
  readonly onClose?: () => void;
  /** The header is taken hold of, beside its buttons. */
  readonly onGrab?: (event: PointerEvent<HTMLElement>) => void;
}

export function LayerHeader({ layer, watch, box, onRefused, onPin, onClose, onGrab }: LayerHeaderProps) {
  const attempt = (copying: Promise<void>): void => {
    copying.catch((error: unknown) => {
      onRefused(messageOf(error));
    });
  };
  return (
    <header
      className={`inside-header ${accentClass(layer.type)}`}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest('.inside-actions') === null) {
          onGrab?.(event);
        }
      }}
    >
      <Icon name={layerIcon(layer.type)} />
      <h2>{layer.layerId}</h2>
      <span className="inside-type">{layer.type ?? 'No type'}</span>
      <div className="inside-actions">
        <Button
          appearance="icon"
          icon="file-media"
          label="Copy as PNG"
          onClick={() => {
            if (watch.look().answer?.kind !== 'layer') onRefused('There is no picture to copy yet.');
            else if (box.current !== null) attempt(copyPictures(box.current));
          }}
        />
        <Button
          appearance="icon"
          icon="copy"
          label="Copy values"
          tooltip="Copy the figures and histograms as a table"
          onClick={() => {
            const { answer } = watch.look();
            if (answer?.kind !== 'layer') onRefused('There are no values to copy yet.');
            else attempt(copyValues(copiedValues(answer)));
          }}
        />
        {onPin !== undefined && <Button appearance="icon" icon="pin" label="Pin as a card" onClick={onPin} />}
        {onClose !== undefined && <Button appearance="icon" icon="close" label="Close" onClick={onClose} />}
      </div>
    </header>
  );
}
