/**
 * The selected layer in detail: what it does, what comes out, what is wrong with it, its wires and its parameters.
 */
import type { GraphNode, LayerId } from '../../src/core/graph/graph';
import { isLayerType, layerDefinition } from '../../src/core/layers/layerRegistry';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { Button } from '../ui/Button';
import { formatCount } from '../ui/formats';
import { Icon } from '../ui/Icon';
import { deleteIntent, parameterIntent, type EditIntent } from './fromFlow';
import { edgeRefs, type EdgeRef } from './flowIds';
import { accentClass, layerIcon } from './layerLook';
import { ParameterField } from './ParameterField';
import { FixButtons } from './FixButtons';
import { formatShape } from './wording';

export interface InspectorProps {
  readonly checked: CheckedFile;
  readonly node: GraphNode;
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onFix: (problem: Diagnostic, title: string) => void;
  readonly onSelect: (id: LayerId | undefined) => void;
  readonly onConnect: () => void;
  readonly onReveal: () => void;
}

export function Inspector(props: InspectorProps) {
  const { checked, node, readOnly, onEdit, onFix, onSelect, onConnect, onReveal } = props;
  const { graph } = checked.file;
  const summary = checked.layers.get(node.id);
  const problems = checked.diagnostics.filter(({ layerId }) => layerId === node.id);
  const definition = isLayerType(node.type) ? layerDefinition(node.type) : undefined;
  const wires = edgeRefs(graph);
  // A problem of one parameter stands at its field; the rest stand at the top.
  const parameterOf = ({ path }: Diagnostic): string | undefined =>
    path.length > 2 && definition?.parameters.some(({ name }) => name === path[2]) === true
      ? String(path[2])
      : undefined;
  const general = problems.filter((problem) => parameterOf(problem) === undefined);

  return (
    <aside className={`inspector ${accentClass(node.type)}`} aria-label={`Layer ${node.id}`}>
      <header className="inspector-head">
        <Icon name={layerIcon(node.type)} />
        <h2>
          {node.type ?? 'No type'} <span className="inspector-id">{node.id}</span>
        </h2>
        <Button appearance="icon" icon="go-to-file" label="Show in text" onClick={onReveal} />
        <Button
          appearance="icon"
          icon="close"
          label="Close"
          onClick={() => {
            onSelect(undefined);
          }}
        />
      </header>
      {definition !== undefined && <p className="inspector-about">{definition.description}</p>}
      {general.map((problem, index) => (
        <div key={index}>
          <p className={`inspector-problem inspector-problem-${problem.severity}`}>
            <Icon name={problem.severity} />
            {problem.message}
          </p>
          <FixButtons {...{ checked, problem, onFix }} />
        </div>
      ))}
      <dl className="inspector-facts">
        <dt>Output</dt>
        <dd>{summary?.outputShape === undefined ? 'unknown' : formatShape(summary.outputShape)}</dd>
        <dt>Parameters</dt>
        <dd>{summary?.parameterCount === undefined ? 'unknown' : formatCount(summary.parameterCount)}</dd>
      </dl>
      {definition !== undefined && definition.parameters.length > 0 && (
        <section aria-label="Parameters" className="inspector-fields">
          {definition.parameters.map((parameter) => {
            const problem = problems.find((candidate) => parameterOf(candidate) === parameter.name);
            return (
              <div key={`${node.id} ${parameter.name}`}>
                <ParameterField
                  definition={parameter}
                  written={
                    Object.hasOwn(node.parameters, parameter.name)
                      ? node.parameters[parameter.name]
                      : undefined
                  }
                  siblings={node.parameters}
                  error={problem?.message}
                  disabled={readOnly}
                  onChange={(value) => {
                    onEdit(parameterIntent([node.id], parameter.name, value));
                  }}
                />
                {problem !== undefined && <FixButtons {...{ checked, problem, onFix }} />}
              </div>
            );
          })}
        </section>
      )}
      <section aria-label="Wires" className="inspector-wires">
        <h3>Wires</h3>
        <WireList
          title="from"
          wires={wires.filter(({ to }) => to === node.id)}
          {...{ readOnly, onEdit, onSelect }}
        />
        <WireList
          title="to"
          wires={wires.filter(({ from }) => from === node.id)}
          {...{ readOnly, onEdit, onSelect }}
        />
        {!readOnly && <Button icon="plug" label="Connect to…" onClick={onConnect} />}
      </section>
    </aside>
  );
}

interface WireListProps {
  /** Which end of the wires is shown. */
  readonly title: 'from' | 'to';
  readonly wires: readonly EdgeRef[];
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onSelect: (id: LayerId) => void;
}

function WireList({ title, wires, readOnly, onEdit, onSelect }: WireListProps) {
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
          {!readOnly && (
            <Button
              appearance="icon"
              icon="close"
              label={`Disconnect ${wire.from} from ${wire.to}`}
              onClick={() => {
                onEdit(deleteIntent([], [wire]));
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
