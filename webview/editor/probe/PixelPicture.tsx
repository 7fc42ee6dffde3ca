/** A picture as large as the input by the diverging map, small, with what it says and its legend beside it. */
import { useMemo } from 'react';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { pictureText } from '../inside/insideTexts';
import { Legend, Painting } from '../inside/Picture';
import { laidOut } from './lightPicture';

const ROOM = { width: 84, height: 84 } as const;

export interface PixelPictureProps {
  readonly title: string;
  /** What the colours mean. */
  readonly meaning: string;
  readonly picture: TensorPicture;
  /** While a newer one is on its way. */
  readonly busy?: boolean;
}

export function PixelPicture({ title, meaning, picture, busy = false }: PixelPictureProps) {
  const { columns, zoom } = useMemo(() => laidOut(picture, ROOM), [picture]);
  return (
    <figure className="pixel-picture" aria-busy={busy}>
      <Painting name={title} label={pictureText(title, picture)} {...{ picture, columns, zoom }} />
      <figcaption>
        <span className="pixel-picture-title">{title}</span>
        <span className="probe-caption">{meaning}</span>
      </figcaption>
      <Legend scale={picture.scale} />
    </figure>
  );
}
