/**
 * A tensor's picture in which every unit can be pointed at, with the mouse or with the arrow keys: its tile enlarged and
 * its extremes stand beside the legend, and a click or Enter opens it.
 */
import { useState, type CSSProperties, type MouseEvent } from 'react';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { formatCount } from '../../ui/formats';
import { captionText, formatLevel, pictureText } from './insideTexts';
import { Legend, Painting } from './Picture';
import { pictureLayout } from './pictureLayout';
import { unitAt, unitBox, unitByKey, unitCount, unitRange, unitTile } from './unitPlaces';
import { useRoom } from './useRoom';

/** What a unit's tile is enlarged to, as far as whole pixels do it. */
const ENLARGED = 56;

export interface UnitsPictureProps {
  /** The tensor's name. */
  readonly name: string;
  readonly picture: TensorPicture;
  /** Opens a unit; `undefined` where units have no weights of their own to show. */
  readonly onOpen: ((unit: number) => void) | undefined;
}

export function UnitsPicture({ name, picture, onOpen }: UnitsPictureProps) {
  const { ref, width } = useRoom();
  const [at, setAt] = useState<number | undefined>(undefined);
  const layout = pictureLayout(picture, width);
  const { columns } = layout;
  const unit = at === undefined || at >= unitCount(picture) ? undefined : at;
  return (
    <div className="inside-units">
      <div className="inside-picture" ref={ref}>
        {width > 0 && (
          <div className="inside-pickable">
            <Painting {...{ name, picture, ...layout }} label={pictureText(name, picture)} />
            <UnitPicker {...{ name, picture, columns, unit, onOpen }} onPoint={setAt} />
          </div>
        )}
      </div>
      <div className="inside-below">
        <div className="inside-explained">
          <div className="inside-caption">{captionText(picture)}</div>
          <Legend scale={picture.scale} />
        </div>
        <div className="inside-unit" aria-hidden="true">
          {unit !== undefined && <PointedUnit {...{ picture, unit }} />}
        </div>
      </div>
    </div>
  );
}

interface UnitPickerProps extends UnitsPictureProps {
  readonly columns: number;
  readonly unit: number | undefined;
  readonly onPoint: (unit: number | undefined) => void;
}

/** Lies over the picture; to screen readers a slider over the units. */
function UnitPicker({ name, picture, onOpen, columns, unit, onPoint }: UnitPickerProps) {
  const pointed = (event: MouseEvent): number | undefined => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return unitAt(picture, columns, {
      x: (event.clientX - left) / width,
      y: (event.clientY - top) / height,
    });
  };
  return (
    <div
      className={`inside-picker ${onOpen === undefined ? '' : 'inside-picker-opens'}`}
      role="slider"
      tabIndex={0}
      aria-label={`Units in ${name}${onOpen === undefined ? '' : '; Enter opens one'}`}
      aria-valuemin={0}
      aria-valuemax={unitCount(picture) - 1}
      aria-valuenow={unit ?? 0}
      aria-valuetext={`Unit ${formatCount(unit ?? 0)}: ${rangeText(picture, unit ?? 0)}`}
      onPointerMove={(event) => {
        onPoint(pointed(event));
      }}
      onPointerLeave={() => {
        onPoint(undefined);
      }}
      onClick={(event) => {
        const clicked = pointed(event);
        if (clicked !== undefined) onOpen?.(clicked);
      }}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(':focus-visible')) onPoint(unit ?? 0);
      }}
      onBlur={() => {
        onPoint(undefined);
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = unitByKey(picture, columns, unit ?? 0, event.key);
        if (next !== undefined) onPoint(next);
        else if (event.key === 'Enter' && unit !== undefined) onOpen?.(unit);
        else return;
        event.preventDefault();
      }}
    >
      {unit !== undefined && <div className="inside-frame" style={frameStyle(picture, columns, unit)} />}
    </div>
  );
}

function PointedUnit({ picture, unit }: { readonly picture: TensorPicture; readonly unit: number }) {
  const tile = unitTile(picture, unit);
  return (
    <>
      <div>
        <strong>Unit {formatCount(unit)}</strong>
        <br />
        {rangeText(picture, unit)}
      </div>
      {tile !== undefined && (
        <Painting
          name=""
          picture={tile}
          columns={1}
          zoom={Math.max(1, Math.floor(ENLARGED / Math.max(tile.tileWidth, tile.tileHeight)))}
          label=""
        />
      )}
    </>
  );
}

function frameStyle(picture: TensorPicture, columns: number, unit: number): CSSProperties {
  const { x, y, width, height } = unitBox(picture, columns, unit);
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}

function percent(share: number): string {
  return `${100 * share}%`;
}

function rangeText(picture: TensorPicture, unit: number): string {
  const range = unitRange(picture, unit);
  if (range === undefined) return 'no finite number';
  const [min, max] = [formatLevel(range.min), formatLevel(range.max)];
  return min === max ? `≈ ${min}` : `≈ ${min} to ${max}`;
}
