/**
 * A tensor's picture on a canvas, one number a pixel and enlarged by whole pixels, and the legend of its colours.
 */
import { useLayoutEffect, useMemo, useRef } from 'react';
import { colourMap } from '../../../src/core/inspection/colours';
import { paintPicture } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { captionText, formatWeight, pictureText } from './insideTexts';
import { pictureLayout } from './pictureLayout';
import { useThemeKind } from './themeKind';
import { useRoom } from './useRoom';

/** Every colour of the map, from the least to the greatest level. */
const ALL_LEVELS = Int8Array.from({ length: 255 }, (_, at) => at - 127);

export interface PictureProps {
  /** The tensor's name. */
  readonly name: string;
  readonly picture: TensorPicture;
}

export function Picture({ name, picture }: PictureProps) {
  const { ref, width } = useRoom();
  const layout = pictureLayout(picture, width);
  return (
    <div className="inside-picture" ref={ref}>
      {width > 0 && <Painting {...{ name, picture, ...layout }} label={pictureText(name, picture)} />}
      <div className="inside-caption">{captionText(picture)}</div>
    </div>
  );
}

/** What the colours stand for, for eyes; the pictures' alternatives say it in words. */
export function Legend({ scale }: { readonly scale: number }) {
  const picture = useMemo(
    (): TensorPicture => ({
      kind: 'heatMap',
      tileWidth: ALL_LEVELS.length,
      tileHeight: 1,
      tiles: 1,
      totalTiles: 1,
      levels: ALL_LEVELS,
      scale: 1,
      caption: '',
    }),
    [],
  );
  return (
    <div className="inside-legend" aria-hidden="true">
      <span>{formatWeight(-scale)}</span>
      <div className="inside-legend-bar">
        <Painting name="" picture={picture} columns={1} zoom={undefined} label="" />
        <span>0</span>
      </div>
      <span>{formatWeight(scale)}</span>
    </div>
  );
}

export interface PaintingProps {
  /** The tensor's; empty for a picture that stands for no tensor. */
  readonly name: string;
  readonly picture: TensorPicture;
  readonly columns: number;
  /** `undefined`: as wide as the stylesheet says. */
  readonly zoom: number | undefined;
  /** Down, where that is another. */
  readonly rowZoom?: number;
  readonly label: string;
}

/** The canvas itself. */
export function Painting({ name, picture, columns, zoom, rowZoom = zoom, label }: PaintingProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useThemeKind();
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    const { width, height, rgba } = paintPicture(picture, columns, colourMap(theme));
    // Another size, were it the same, would make another picture of it.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.style.width = zoom === undefined ? '' : `${width * zoom}px`;
    canvas.style.height = rowZoom === zoom ? '' : `${height * (rowZoom ?? 1)}px`;
    if (width === 0 || height === 0) return;
    const image = context.createImageData(width, height);
    image.data.set(rgba);
    context.putImageData(image, 0, 0);
  }, [picture, columns, zoom, rowZoom, theme]);
  return (
    <div role="img" aria-label={label}>
      <canvas ref={ref} className="inside-painting" data-tensor={name} />
    </div>
  );
}
