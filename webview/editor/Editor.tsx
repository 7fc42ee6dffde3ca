/**
 * The whole page: toolbar, canvas, inspector and problems around one open file.
 */
import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { ReactFlowProvider, type Viewport } from 'reactflow';
import { isBlank } from '../../src/core/file/newNetwork';
import type { LayerId } from '../../src/core/graph/graph';
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { messageOf } from '../../src/core/wording';
import type { VscodeApi } from '../vscodeApi';
import { Banner } from '../ui/Banner';
import { LiveRegion } from '../ui/LiveRegion';
import { Spinner } from '../ui/Spinner';
import { Canvas } from './Canvas';
import { EMPTY_CANVAS, reduceCanvas, type OpenFile } from './canvasState';
import { BlankHint, EmptyHint, UnreadableHint } from './EmptyHint';
import { connectIntent, deleteIntent, type EditIntent } from './fromFlow';
import type { HostConnection } from './hostConnection';
import { Inspector } from './Inspector';
import { addedLayers, addLayerIntent } from './newLayer';
import { AddLayerPick, ConnectPick } from './Pickers';
import { ProblemList } from './ProblemList';
import { Toolbar } from './Toolbar';
import { drawnPositions } from './toFlow';
import { countOf, describeEdit } from './wording';

/** What a canvas remembers while it is hidden. */
export interface CanvasMemory {
  readonly viewport: Viewport;
}

export interface EditorProps {
  readonly host: HostConnection;
  readonly vscode: VscodeApi<CanvasMemory>;
}

export function Editor({ host, vscode }: EditorProps) {
  const [state, dispatch] = useReducer(reduceCanvas, EMPTY_CANVAS);
  useEffect(
    () =>
      host.onFile((file) => {
        dispatch({ type: 'fileShown', file });
      }),
    [host],
  );
  if (state.file === undefined) {
    return (
      <div className="loading">
        <Spinner label="Opening the network…" />
      </div>
    );
  }
  return <OpenEditor file={state.file} {...{ host, vscode, state, dispatch }} />;
}

interface OpenEditorProps extends EditorProps {
  readonly file: OpenFile;
  readonly state: ReturnType<typeof reduceCanvas>;
  readonly dispatch: React.Dispatch<Parameters<typeof reduceCanvas>[1]>;
}

function OpenEditor({ file, host, vscode, state, dispatch }: OpenEditorProps) {
  const [picker, setPicker] = useState<'add' | 'connect' | undefined>(undefined);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const [announcement, setAnnouncement] = useState({ text: '', number: 0 });
  const [problemsOpen, setProblemsOpen] = useState(false);

  const { checked } = file;
  const { graph, wellFormed } = checked.file;
  const readOnly = !wellFormed;
  const blank = readOnly && isBlank(checked.file.text);
  const selectedLayers = state.nodes
    .filter(({ selected }) => selected === true)
    .map(({ data }) => data.layerId);
  const selectedWires = state.edges.flatMap(({ selected, data }) =>
    selected === true && data !== undefined ? [data] : [],
  );
  const onlyLayer = selectedLayers.length === 1 ? selectedLayers[0] : undefined;
  const inspected = onlyLayer === undefined ? undefined : graph.nodes.get(onlyLayer);

  const edit = useCallback(
    async (intent: EditIntent): Promise<void> => {
      let said = '';
      try {
        const written = await host.edit((current) => {
          const made = intent(current);
          said = made === undefined ? '' : describeEdit(current, made);
          return made;
        });
        setRefused(undefined);
        setAnnouncement(({ number }) => ({ text: said, number: number + 1 }));
        const [added] = written === undefined ? [] : addedLayers(written);
        if (added !== undefined) dispatch({ type: 'layerSelected', id: added });
      } catch (error) {
        setRefused(messageOf(error));
      }
    },
    [host, dispatch],
  );
  const refuse = (error: unknown): void => {
    setRefused(messageOf(error));
  };
  const select = (id: LayerId | undefined): void => {
    dispatch({ type: 'layerSelected', id });
  };
  const addLayer = (type: LayerType): void => {
    setPicker(undefined);
    void edit(addLayerIntent(type, onlyLayer, drawnPositions(state.nodes)));
  };
  const deleteSelection = (): void => {
    if (!readOnly) void edit(deleteIntent(selectedLayers, selectedWires));
  };
  const openText = (problem: Diagnostic | undefined): void => {
    host.openText(problem?.range).catch(refuse);
  };
  const pickProblem = (problem: Diagnostic): void => {
    if (problem.layerId !== undefined && graph.nodes.has(problem.layerId)) select(problem.layerId);
    else openText(problem);
  };

  const fix = (problem: Diagnostic, title: string): void => {
    host.fix(file, problem, title).then(() => {
      setRefused(undefined);
      setAnnouncement(({ number }) => ({ text: `${title}: done`, number: number + 1 }));
    }, refuse);
  };

  const syntaxError = wellFormed
    ? undefined
    : checked.diagnostics.find(({ severity }) => severity === 'error');
  const size = useMemo(() => networkSize(file), [file]);

  return (
    <div className="editor">
      <Toolbar
        title={graph.name ?? file.document.fileName}
        canAdd={!readOnly}
        canConnect={!readOnly && onlyLayer !== undefined}
        canDelete={!readOnly && selectedLayers.length + selectedWires.length > 0}
        canTrain={checked.network !== undefined}
        pickerOpen={picker}
        onAdd={() => {
          setPicker('add');
        }}
        onConnect={() => {
          setPicker('connect');
        }}
        onDelete={deleteSelection}
        onTrain={() => {
          host.train().catch(refuse);
        }}
      />
      {readOnly && !blank && (
        <Banner
          severity="error"
          text={`The file is not valid JSON, so the canvas cannot change it: ${syntaxError?.message ?? 'syntax error.'}`}
          action={{
            label: 'Go to Error',
            onClick: () => {
              openText(syntaxError);
            },
          }}
        />
      )}
      {refused !== undefined && (
        <Banner
          severity="warning"
          text={refused}
          action={{
            label: 'Dismiss',
            onClick: () => {
              setRefused(undefined);
            },
          }}
        />
      )}
      <main className="stage">
        <div className="stage-canvas">
          <ReactFlowProvider>
            <Canvas
              {...{ file, state, dispatch, readOnly }}
              viewport={vscode.remembered?.viewport}
              onViewport={(viewport) => {
                vscode.remember({ viewport });
              }}
              onEdit={edit}
              onDelete={deleteSelection}
              onRefused={setRefused}
            />
          </ReactFlowProvider>
          {blank ? (
            <BlankHint
              onStart={() => {
                host.startNetwork().catch(refuse);
              }}
            />
          ) : (
            graph.nodes.size === 0 && (readOnly ? <UnreadableHint /> : <EmptyHint onAdd={addLayer} />)
          )}
        </div>
        {inspected !== undefined && (
          <Inspector
            key={inspected.id}
            checked={checked}
            node={inspected}
            readOnly={readOnly}
            onEdit={(intent) => void edit(intent)}
            onFix={fix}
            onSelect={select}
            onConnect={() => {
              setPicker('connect');
            }}
            onReveal={() => {
              host.openText(checked.file.locate(['layers', inspected.id], true)).catch(refuse);
            }}
          />
        )}
        {picker === 'add' && (
          <AddLayerPick
            hasInput={[...graph.nodes.values()].some(({ type }) => type === 'Input')}
            onPick={addLayer}
            onClose={() => {
              setPicker(undefined);
            }}
          />
        )}
        {picker === 'connect' && onlyLayer !== undefined && (
          <ConnectPick
            graph={graph}
            from={onlyLayer}
            onPick={(to) => {
              setPicker(undefined);
              void edit(connectIntent(onlyLayer, to));
            }}
            onClose={() => {
              setPicker(undefined);
            }}
          />
        )}
      </main>
      <ProblemList
        checked={checked}
        size={size}
        open={problemsOpen}
        onToggle={() => {
          setProblemsOpen(!problemsOpen);
        }}
        onPick={pickProblem}
        onFix={fix}
      />
      <LiveRegion message={announcement.text} number={announcement.number} />
    </div>
  );
}

/** `4 layers · 101,770 parameters`; a sum that leaves layers out says so. */
function networkSize({ checked }: OpenFile): string {
  const counts = [...checked.layers.values()].map(({ parameterCount }) => parameterCount);
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  const parameters = !counts.includes(undefined)
    ? countOf(sum, 'parameter')
    : sum > 0
      ? `at least ${countOf(sum, 'parameter')}`
      : 'parameters unknown';
  return `${countOf(checked.file.graph.nodes.size, 'layer')} · ${parameters}`;
}
