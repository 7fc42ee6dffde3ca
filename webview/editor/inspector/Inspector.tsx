/**
 * The panel beside the canvas: the selected layer, the selected layers, or the network while none is selected.
 */
import { useMemo, useState } from 'react';
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import type { LayerId } from '../../../src/core/graph/graph';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { renameIntent, type EditIntent } from '../gestures/fromFlow';
import type { WireData } from '../drawing/toFlow';
import { accentClass, layerIcon } from '../layerLook';
import { countOf } from '../wording';
import { inspect, type Inspection } from './inspectorModel';
import { LayerPanel } from './LayerPanel';
import { LayersPanel } from './LayersPanel';
import { NetworkPanel } from './NetworkPanel';
import type { WireRequest } from './WireActions';
import { WiresPanel } from './WiresPanel';

export interface InspectorProps {
  readonly checked: CheckedFile;
  /** Stands for the network's name where it has none. */
  readonly fileName: string;
  readonly selectedLayers: readonly LayerId[];
  readonly selectedWires: readonly WireData[];
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onFix: (problem: Diagnostic, title: string) => void;
  /** Selects a layer alone, now or as soon as it is there. */
  readonly onSelect: (id: LayerId) => void;
  readonly onConnect: () => void;
  readonly onWire: WireRequest;
  /** Shows a layer in the text. */
  readonly onReveal: (id: LayerId) => void;
  readonly onClose: () => void;
}

export function Inspector(props: InspectorProps) {
  const { checked, fileName, selectedLayers, selectedWires, readOnly, onEdit, onFix, onSelect, onReveal } =
    props;
  const selection = JSON.stringify(selectedLayers);
  const inspection = useMemo(
    () => inspect(checked, JSON.parse(selection) as readonly LayerId[]),
    [checked, selection],
  );
  // Another selection gets fields of its own, without drafts; a layer that was renamed here keeps its, and the focus.
  const [renamed, setRenamed] = useState({ selection: '', key: '' });
  const key = renamed.selection === selection ? renamed.key : selection;
  const rename = (from: LayerId, to: LayerId): void => {
    setRenamed({ selection: JSON.stringify([to]), key });
    onEdit(renameIntent(from, to));
    onSelect(to);
  };

  const context = { checked, readOnly, onFix };
  const wires = inspection.kind === 'network' ? selectedWires : [];
  const { icon, title, label, type } = wires.length > 0 ? headOfWires(wires.length) : headOf(inspection);
  return (
    <aside className={`inspector ${accentClass(type)}`} aria-label={label}>
      <header className="inspector-head">
        <Icon name={icon} />
        <h2>{title}</h2>
        {inspection.kind === 'layer' && (
          <Button
            appearance="icon"
            icon="go-to-file"
            label="Show in text"
            onClick={() => {
              onReveal(inspection.id);
            }}
          />
        )}
        <Button appearance="icon" icon="close" label="Close the inspector" onClick={props.onClose} />
      </header>
      <div key={key} className="inspector-body">
        {wires.length > 0 && <WiresPanel {...{ wires, readOnly, onEdit, onSelect }} onWire={props.onWire} />}
        {inspection.kind === 'network' && wires.length === 0 && (
          <NetworkPanel network={inspection} {...{ context, fileName, onEdit }} />
        )}
        {inspection.kind === 'layer' && (
          <LayerPanel
            layer={inspection}
            {...{ context, onEdit, onSelect }}
            onRename={rename}
            onConnect={props.onConnect}
            onWire={props.onWire}
          />
        )}
        {inspection.kind === 'layers' && <LayersPanel layers={inspection} {...{ context, onEdit }} />}
      </div>
    </aside>
  );
}

interface Head {
  readonly icon: string;
  readonly title: string;
  /** For screen readers. */
  readonly label: string;
  /** Whose accent the panel gets. */
  readonly type: string | undefined;
}

function headOfWires(count: number): Head {
  const title = count === 1 ? 'Wire' : countOf(count, 'wire');
  return { icon: 'arrow-down', title, label: title, type: 'Input' };
}

function headOf(inspection: Inspection): Head {
  switch (inspection.kind) {
    case 'network':
      return { icon: 'settings', title: 'Network', label: 'Network', type: 'Input' };
    case 'layer': {
      const { id, type } = inspection;
      return { icon: layerIcon(type), title: type ?? 'No type', label: `Layer ${id}`, type };
    }
    case 'layers': {
      const title = countOf(inspection.ids.length, 'layer');
      const { type } = inspection;
      return type === undefined
        ? { icon: 'layers', title, label: title, type: 'Input' }
        : { icon: layerIcon(type), title, label: title, type };
    }
  }
}
