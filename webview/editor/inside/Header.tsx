/** The upper edge of a hover or card: what it looks at, and what can be done with it. */
import type { PointerEvent, ReactNode, RefObject } from 'react';
import { messageOf } from '../../../src/core/wording';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { copyPictures, copyValues } from './copying';

/** The hover or card that a header is the upper edge of. */
export interface Frame {
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

export interface HeaderProps {
  readonly frame: Frame;
  /** A codicon's name. */
  readonly icon: string;
  /** The class of the colour of the icon. */
  readonly accent: string;
  readonly title: string;
  readonly detail: string;
  /** What can be done with what is looked at, before what can be done with the frame. */
  readonly children: ReactNode;
}

export function Header({ frame, icon, accent, title, detail, children }: HeaderProps) {
  const { box, onRefused, onPin, onClose, onGrab } = frame;
  return (
    <header
      className={`inside-header ${accent}`}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest('.inside-actions') === null) {
          onGrab?.(event);
        }
      }}
    >
      <Icon name={icon} />
      <h2 title={title}>{title}</h2>
      <span className="inside-type">{detail}</span>
      <div className="inside-actions">
        {children}
        <Button
          appearance="icon"
          icon="file-media"
          label="Copy as PNG"
          onClick={() => {
            if (box.current !== null) orSay(onRefused, copyPictures(box.current));
          }}
        />
        {onPin !== undefined && <Button appearance="icon" icon="pin" label="Pin as a card" onClick={onPin} />}
        {onClose !== undefined && <Button appearance="icon" icon="close" label="Close" onClick={onClose} />}
      </div>
    </header>
  );
}

export interface CopyButtonProps {
  readonly frame: Frame;
  readonly label: string;
  readonly icon: string;
  readonly tooltip: string;
  /** The text to copy; rejects with why there is none. */
  readonly text: () => Promise<string>;
}

export function CopyButton({ frame, label, icon, tooltip, text }: CopyButtonProps) {
  return (
    <Button
      appearance="icon"
      {...{ icon, label, tooltip }}
      onClick={() => {
        orSay(frame.onRefused, text().then(copyValues));
      }}
    />
  );
}

function orSay(onRefused: (reason: string) => void, copying: Promise<void>): void {
  copying.catch((error: unknown) => {
    onRefused(messageOf(error));
  });
}
