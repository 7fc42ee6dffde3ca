/** One layer in the inspector: what it does, what is wrong with it, its name and parameters, what comes out, its wires. */
import type { LayerId } from '../../../src/core/graph/graph';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { TextField } from '../../ui/TextField';
import type { EdgeRef } from '../drawing/flowIds';
import { parameterIntent, type EditIntent } from '../gestures/fromFlow';
import { nameProblem } from '../gestures/layerIds';
import { GeneralProblems } from './GeneralProblems';
import type { LayerInspection } from './layerInspection';
import { ParameterField, type FieldContext } from './ParameterField';
import { WireActions, type WireRequest } from './WireActions';

export interface LayerPanelProps {
  readonly context: FieldContext;
  readonly layer: LayerInspection;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onRename: (from: LayerId, to: LayerId) => void;
  readonly onSelect: (id: LayerId) => void;
  readonly onConnect: () => void;
  readonly onWire: WireRequest;
}

export function LayerPanel(props: LayerPanelProps) {
  const { context, layer, onEdit, onRename, onSelect, onConnect, onWire } = props;
  const { id } = layer;
  const { readOnly, checked } = context;
  return (
    <>
      {layer.description !== undefined && <p className="inspector-about">{layer.description}</p>}
      <GeneralProblems context={context} problems={layer.problems} />
      <Form label="Parameters">
        <TextField
          label="name"
          description="What the wires and the saved weights call the layer."
          value={id}
          disabled={readOnly}
          validate={(name) => nameProblem(checked.file.graph, id, name)}
          onCommit={(name) => {
            onRename(id, name);
          }}
        />
        {layer.fields.map((field) => (
          <ParameterField
            key={field.definition.name}
            {...{ context, field }}
            onChange={(value) => {
              onEdit(parameterIntent([id], field.definition.name, value));
            }}
          />
        ))}
      </Form>
      <dl className="inspector-facts">
        <dt>Output</dt>
        <dd>{layer.outputShape}</dd>
        <dt>Parameters</dt>
        <dd>{layer.parameterCount}</dd>
      </dl>
      <section aria-label="Wires" className="inspector-section">
        <h3>Wires</h3>
        <WireList title="from" wires={layer.wiresIn} {...{ readOnly, onEdit, onSelect, onWire }} />
        <WireList title="to" wires={layer.wiresOut} {...{ readOnly, onEdit, onSelect, onWire }} />
        {!readOnly && (
          <div>
            <Button icon="plug" label="Connect to…" onClick={onConnect} />
          </div>
        )}
      </section>
    </>
  );
}

interface WireListProps {
  /** Which end of the wires is shown. */
  readonly title: 'from' | 'to';
  readonly wires: readonly EdgeRef[];
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onSelect: (id: LayerId) => void;
  readonly onWire: WireRequest;
}

function WireList({ title, wires, readOnly, onEdit, onSelect, onWire }: WireListProps) {
  if (wires.length === 0) return null;
  return (
    <ul className="wire-list">
      {wires.map((wire) => (
        <li key={`${wire[title]} ${String(wire.occurrence)}`}>
          <span className="wire-list-direction">{title}</span>
          <button
            type="button"
            className="link"
            onClick={() => {
              onSelect(wire[title]);
            }}
          >
            {wire[title]}
          </button>
          {!readOnly && <WireActions {...{ wire, onEdit, onWire }} />}
        </li>
      ))}
    </ul>
  );
}
